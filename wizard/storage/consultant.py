"""The consultant's own brand, kept among the program's settings and chosen for a project.

A project holds a copy of it (`company.consultant`), so losing or changing the settings changes no
project. Does not belong here: where the brand is shown.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from wizard.errors import UserError
from wizard.files import FileRefused, refusal, write_whole
from wizard.project.company import Consultant
from wizard.texts import _


def read_consultant(path: Path) -> Consultant:
    """The brand, an empty one where none was kept. Raises UserError for a damaged file."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Consultant()
    except OSError as error:
        raise FileRefused(refusal(error, path)) from error
    try:
        return Consultant.model_validate_json(content)
    except ValidationError as error:
        raise UserError(
            _(
                "Файл с брендом консультанта «{file}» повреждён. Заполните бренд заново: прежний "
                "файл останется рядом.",
                file=str(path),
            )
        ) from error


def keep_consultant(consultant: Consultant, path: Path) -> None:
    """Keep the brand; a damaged file is laid aside first. Raises FileRefused."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            read_consultant(path)
        except FileRefused:
            raise
        except UserError:
            path.replace(path.with_suffix(".damaged.json"))
    except OSError as error:
        raise FileRefused(refusal(error, path)) from error
    write_whole(path, (consultant.model_dump_json(indent=1) + "\n").encode("utf-8"))
