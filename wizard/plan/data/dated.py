"""What the data files of this room are made of: frozen records that take no unknown entry."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from wizard.texts import Language


class Data(BaseModel):
    """A record of a data file."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Bilingual(Data):
    """A name in both languages."""

    ru: str
    en: str

    def into(self, language: Language) -> str:
        """The name in a language."""
        return self.en if language == "en" else self.ru
