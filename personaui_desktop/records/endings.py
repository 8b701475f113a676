"""What is said of replies that did not end well, and what to do about them: each with its code in files."""

from enum import Enum

from personaui_desktop.phrases import Phrase


class Ending(Enum):
    """A sentence, or a part of one. Its name is its code in files: it never changes, whatever it says."""

    CUT_OFF = Phrase("Claude", "The connection was lost before the reply was complete.")
    NO_TEXT = Phrase("Claude", "The reply was empty. Try again, or rephrase your message.")
    CLOSED = Phrase("Claude", "The program was closed before the reply was complete.")
    PROGRAM_ENDED = Phrase("Claude", "The program ended before the reply was complete.")
    LONGEST_REACHED = Phrase("Claude", "The reply reached the longest length set in the settings.")
    NO_ROOM_LEFT = Phrase("Claude", "The model has no room left for this conversation.")
    MODEL_PAUSED = Phrase("Claude", "The model paused before the reply was complete.")
    TOOL_ASKED_FOR = Phrase("Claude", "The model asked for a tool, and there is none here.")
    REFUSED = Phrase("Claude", "The model declined to answer this.")
    REFUSED_AND_SAYS = Phrase("Claude", "The model declined to answer this. {detail}")
    REASON = Phrase("Claude", "Reason: {topic}.")
    REASON_IN_WORDS = Phrase("Claude", "Reason: {topic}. {words}")
    ABOUT_ATTACKS = Phrase("Claude", "attacks on computers")
    ABOUT_BIOLOGY = Phrase("Claude", "biological harm")
    ABOUT_MODELS = Phrase("Claude", "building competing models")
    ABOUT_REASONING = Phrase("Claude", "the model's hidden reasoning")
    ABOUT_HARM = Phrase("Claude", "possible harm")
    SENTENCE_AND_REMEDY = Phrase("Claude", "{sentence} {remedy}")
    IT_SAYS = Phrase("Claude", "{sentence} It says: “{words}”")
    TRY_AGAIN = Phrase("Claude", "Try again in a moment.")
    CHECK_SETTINGS = Phrase("Claude", "Check the connection settings.")
    NOT_TRUSTED = Phrase("Claude", "Nothing was sent: the certificate of {server} is not trusted.")
    CHECK_CERTIFICATES = Phrase("Claude", "Check the address, and this computer's clock and certificates.")
    CLOSED_BY_SERVER = Phrase("Claude", "{server} closed the connection without an answer.")
    CHECK_LOG = Phrase("Claude", "Try again. If it keeps happening, check the server's own log.")
    TOO_SLOW = Phrase("Claude", "{server} did not answer in time.")
    START_SERVER = Phrase("Claude", "Start the server, or check its address in the settings.")
    NOBODY_ANSWERS = Phrase("Claude", "No server answers at {address}.")
    CHECK_NETWORK = Phrase("Claude", "Check the internet connection and try again.")
    UNREACHABLE = Phrase("Claude", "{server} could not be reached.")
    CONTINUE = Phrase("Claude", "Continue the reply, or try again.")
    REDIRECTED = Phrase("Claude", "{server} redirects to another address. Nothing was sent there.")
    ENTER_FINAL_ADDRESS = Phrase(
        "Claude", "Enter the server's final address in the settings. It may begin with https."
    )
    NOT_UNDERSTOOD = Phrase("Claude", "{server} sent an answer that cannot be read.")
    CHECK_API = Phrase("Claude", "Try again, or check that the server offers Claude's Messages API.")
    UNUSABLE_KEY = Phrase("Claude", "The key contains characters that cannot be part of a key.")
    ENTER_KEY = Phrase("Claude", "Enter it again in the settings.")
    WRONG_KEY = Phrase("Claude", "{server} does not accept this key.")
    CHECK_KEY = Phrase("Claude", "Check the key in the settings.")
    NO_CREDIT = Phrase("Claude", "Your account at {server} has no credit left.")
    ADD_CREDIT = Phrase("Claude", "Add credit, or use another key.")
    NOT_ALLOWED = Phrase("Claude", "{server} does not allow this with your key.")
    CHOOSE_MODEL = Phrase("Claude", "Choose another model in the settings.")
    NO_API = Phrase("Claude", "There is no Messages API at {address}.")
    TOO_LONG = Phrase("Claude", "This conversation is too long for the model.")
    SEND_LESS = Phrase(
        "Claude", "Send fewer recent messages (see the settings), or start a new conversation."
    )
    RATE_LIMITED = Phrase("Claude", "{server} is getting too many requests.")
    OVERLOADED = Phrase("Claude", "{server} is overloaded.")
    OUTCOME_UNKNOWN = Phrase("Claude", "{server} does not know whether it handled the request.")
    MAY_CHARGE_TWICE = Phrase("Claude", "You can try again, but may be charged twice.")
    REJECTED = Phrase("Claude", "{server} rejected the request.")
    WENT_WRONG = Phrase("Claude", "Something went wrong at {server}.")
    RETIRED_MODEL = Phrase("Claude", "Anthropic retired the model {model} on {retired}.")
    MODEL_NOT_KNOWN = Phrase("Claude", "{server} does not know this model.")
    UNKNOWN_MODEL = Phrase("Claude", "{server} does not know the model {model}.")
    WAIT_SECONDS = Phrase("Claude", "Try again in {n} second.|Try again in {n} seconds.")
    WAIT_MINUTES = Phrase("Claude", "Try again in {n} minute.|Try again in {n} minutes.")
    PROGRAM_MISTAKE = Phrase("Errors", "Something went wrong in the program.")
    CHECK_REPORT = Phrase("Errors", "Try again. The report has the details.")
    WAIT_HOURS = Phrase("Claude", "Try again in {n} hour.|Try again in {n} hours.")

    @property
    def code(self) -> str:
        """What stands for it in a file."""
        return self.name.lower()
