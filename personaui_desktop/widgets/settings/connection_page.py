"""The settings page of the connection: who answers, key, model, and a test."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from personaui_desktop.background.operation import Run
from personaui_desktop.credentials import ADDRESS_VARIABLE, Credentials, is_anthropic, server_address
from personaui_desktop.errors import KnownError
from personaui_desktop.operations import provider as server
from personaui_desktop.operations.provider import CheckResult
from personaui_desktop.phrases import Phrase
from personaui_desktop.records.providers import ModelChoice, Provider
from personaui_desktop.settings.table import TABLE, Settings
from personaui_desktop.translation import told, translate, translated
from personaui_desktop.widgets.common.buttons import plain_button
from personaui_desktop.widgets.common.theme import GROUP, RELATED
from personaui_desktop.widgets.settings.fields import Note, named
from personaui_desktop.widgets.settings.form import number_field
from personaui_desktop.widgets.settings.key_box import KeyBox
from personaui_desktop.widgets.settings.model_box import ModelBox
from personaui_desktop.widgets.settings.service_box import Service, ServiceBox


class ConnectionPage(QWidget):
    """Edits the connection's settings; nothing of it is in force before the dialog saves.

    Signals:
        key_stored: a typed key has been kept; its `credentials.KeySource`.
    """

    key_stored = Signal(object)

    def __init__(
        self, settings: Settings, credentials: Credentials, run: Run, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._credentials = credentials
        self._run = run
        self._shown_address = ""
        self.service = ServiceBox()
        self.environment_note = Note()
        self.key = KeyBox(credentials, run)
        self.model = ModelBox()
        self.max_tokens = number_field(TABLE["max_tokens"], settings.max_tokens)
        self.test_button = plain_button(translate("Settings", "&Test connection"), self._test)
        self.test_note = Note()
        self._details = self._make_details()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GROUP)
        layout.addWidget(self.service)
        layout.addWidget(self._details)
        layout.addStretch(1)
        self._connect()
        self._show(settings)
        self._shown_service, self._shown = self.service.service, self._described()

    @property
    def provider(self) -> Provider:
        """The server as the page describes it."""
        return Provider(
            self.service.base_url, self.service.header_style, self.model.model, self.max_tokens.value()
        )

    def field(self, setting: str) -> QWidget:
        """Where a setting is changed; the choice of service where its own field is not shown."""
        style = self.service.styles[self.service.header_style]
        fields = {"base_url": self.service.address, "header_style": style, "model": self.model.field}
        found = fields.get(setting, self.max_tokens if setting == "max_tokens" else None)
        is_shown = found is not None and found.isVisibleTo(self)
        return found if found is not None and is_shown else self.service.services[self.service.service]

    @property
    def has_typed_key(self) -> bool:
        """Whether a key was typed that is not kept yet."""
        return self.service.service is not Service.DEMO and bool(self.key.typed)

    def put_into(self, settings: Settings) -> Settings:
        """The settings with what this page says."""
        if self.service.service is Service.DEMO:
            return settings.but(use_demo=True)
        described = self._described()
        if self.service.service is self._shown_service:
            # What nobody touched stays exactly as it was.
            described = {name: value for name, value in described.items() if value != self._shown[name]}
        return settings.but(use_demo=False, **described)

    def _described(self) -> dict[str, object]:
        """The settings of the server by name, as the fields say them."""
        return {
            "base_url": self.service.base_url,
            "header_style": self.service.header_style.value,
            "model": self.model.model,
            "max_tokens": self.max_tokens.value(),
        }

    def show_problem(self) -> bool:
        """Point at what cannot be used; answers whether anything is."""
        if self.service.show_problem():
            return True
        is_missing = self.service.service is Service.COMPATIBLE and not self.model.model
        if is_missing:
            self.model.ask_for_model()
        return is_missing

    def _make_details(self) -> QWidget:
        self.test_button.setToolTip(translate("Settings", "Asks the model for a one-word answer"))
        test = QVBoxLayout()
        test.setSpacing(RELATED)
        row = QHBoxLayout()
        row.addWidget(self.test_button)
        row.addStretch(1)
        test.addLayout(row)
        test.addWidget(self.test_note)
        details = QWidget()
        layout = QVBoxLayout(details)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GROUP)
        layout.addWidget(self.environment_note)
        layout.addWidget(self.key)
        layout.addWidget(self.model)
        layout.addLayout(named(translated(TABLE["max_tokens"].label), self.max_tokens))
        layout.addLayout(test)
        return details

    def _connect(self) -> None:
        self.service.service_changed.connect(self._follow_service)
        self.service.address_changed.connect(self._follow_address)
        self.model.list_requested.connect(self._list_models)
        self.key.stored.connect(self.key_stored)
        for field in (self.service.address, self.model.field, self.key.field):
            field.textChanged.connect(self._forget_answer)

    def _show(self, settings: Settings) -> None:
        self.model.set_model(settings.model)
        service = Service.COMPATIBLE if settings.base_url else Service.ANTHROPIC
        self.service.choose(
            Service.DEMO if settings.use_demo else service, settings.base_url, settings.provider.header_style
        )

    def _follow_service(self) -> None:
        self._details.setVisible(self.service.service is not Service.DEMO)
        self.test_note.say("")
        own = self.service.service is Service.ANTHROPIC
        self.model.expect(has_default=own)
        elsewhere = server_address(Provider()) if own else ""
        self.environment_note.say(
            translate("Settings", "{address_variable} is set, so replies come from {elsewhere}.").format(
                address_variable=ADDRESS_VARIABLE, elsewhere=elsewhere
            )
            if own and not is_anthropic(elsewhere)
            else ""
        )

    def _follow_address(self) -> None:
        """Look for the key of another server as soon as it is known which."""
        if self.service.service is Service.DEMO:
            return
        if self.service.problem:
            self._shown_address = ""
            self.key.show_no_server()
            return
        address = server_address(self.provider)
        if address != self._shown_address:
            self._shown_address = address
            self.model.forget_list()
            self.key.show_server(self.provider)

    def _list_models(self) -> None:
        if self.service.show_problem():
            self.model.show_problem(KnownError(Phrase("Settings", "Enter the server's address first.")))
            return
        asked = self.service.base_url

        def show(models: list[ModelChoice]) -> None:
            if asked == self.service.base_url:
                self.model.show_models(models)

        work = server.list_models(self._credentials, self.provider, self.key.typed)
        self._run(work, self, show, self.model.show_problem)

    def _test(self) -> None:
        if self.show_problem():
            self.test_note.say(
                self.service.problem or translate("Settings", "Choose a model first."),
                "warn",
            )
            return
        self.test_button.setEnabled(False)
        self.test_note.say(translate("Settings", "Testing…"))
        work = server.check(self._credentials, self.provider, self.key.typed)
        self._run(work, self, self._tell_answer, self._tell_failure)

    def _forget_answer(self) -> None:
        """What was answered, or wrong, belongs to other settings than these."""
        if self.test_button.isEnabled():
            self.test_note.say("")

    def _tell_answer(self, answer: CheckResult) -> None:
        self.test_button.setEnabled(True)
        self.test_note.say(
            translate("Settings", "{model} answered in {seconds} seconds.").format(
                model=answer.model, seconds=f"{answer.seconds:.1f}"
            ),
            "ok",
        )

    def _tell_failure(self, error: KnownError) -> None:
        self.test_button.setEnabled(True)
        self.test_note.say(told(error), "warn")
