"""The registry of the person on Windows, for the file association; nothing else touches it."""

from __future__ import annotations

import sys

from wizard.ui.association import Registry

if sys.platform == "win32":
    import ctypes
    import winreg
    from contextlib import suppress

    _ASSOCIATIONS_CHANGED = 0x08000000

    class _OfPerson:
        """Values under HKEY_CURRENT_USER."""

        def value(self, key: str, name: str) -> str | None:
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
                    return str(winreg.QueryValueEx(opened, name)[0])
            except OSError:
                return None

        def write(self, key: str, name: str, value: str) -> None:
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, key) as opened:
                winreg.SetValueEx(opened, name, 0, winreg.REG_SZ, value)
            _tell_shell()

        def drop_value(self, key: str, name: str) -> None:
            with (
                suppress(OSError),
                winreg.OpenKey(
                    winreg.HKEY_CURRENT_USER, key, access=winreg.KEY_SET_VALUE
                ) as opened,
            ):
                winreg.DeleteValue(opened, name)

        def drop_key(self, key: str) -> None:
            with suppress(OSError):
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
                    below = [
                        winreg.EnumKey(opened, at) for at in range(winreg.QueryInfoKey(opened)[0])
                    ]
                for name in below:
                    self.drop_key(rf"{key}\{name}")
                winreg.DeleteKey(winreg.HKEY_CURRENT_USER, key)
            _tell_shell()

    def _tell_shell() -> None:
        ctypes.windll.shell32.SHChangeNotify(_ASSOCIATIONS_CHANGED, 0, None, None)


def registry_of_person() -> Registry | None:
    """The registry where there is one."""
    if sys.platform == "win32":
        return _OfPerson()
    return None
