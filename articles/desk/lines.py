"""Line ends: a browser's text area sends two characters where the archive has one."""

from __future__ import annotations

from typing import Any

from django import forms


class PlainLines(forms.ModelForm):
    """A form whose texts end their lines as stored ones do: saved untouched, they have not changed."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name, value in data.items():
            if isinstance(value, str):
                data[name] = plain_lines(value)
        return data


def plain_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
