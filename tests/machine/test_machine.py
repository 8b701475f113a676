"""Some short lives of the machine; ``python tests/machine MINUTES`` runs longer ones."""

from hypothesis import settings
from machine.conversations import Conversations

TestConversations = Conversations.TestCase
TestConversations.settings = settings(max_examples=15, stateful_step_count=30, deadline=None)
