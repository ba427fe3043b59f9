"""What is said to be sealed is, what stays readable is named, and the numbers are those of the code."""

import re

from django.apps import apps

from jiwar.foundation.audit import checkpoints
from jiwar.foundation.vault import blind, files, passphrase, sealing
from jiwar.foundation.vault.fields import SealedJSON, SealedText
from jiwar.foundation.vault.models import SealedModel
from jiwar.site.keyring import shares
from tests.docs.pages import ROOT, code, codes, table, text_of

PAGE = "docs/sealing.md"
SOURCES = ROOT / "src" / "jiwar"


def readable() -> dict[str, list[str]]:
    """Of each sealed table, the columns that are neither sealed nor a link nor its place."""
    return {
        model._meta.label_lower: [
            field.name
            for field in model._meta.concrete_fields
            if not isinstance(field, (SealedText, SealedJSON))
            and not field.is_relation
            and field.name not in ("id", "compartment")
        ]
        for model in apps.get_models()
        if issubclass(model, SealedModel)
    }


def test_readable_columns() -> None:
    documented = {code(row[0]): sorted(codes(row[1])) for row in table(PAGE, "table")}
    assert documented == {name: sorted(columns) for name, columns in readable().items()}


def test_tables_that_are_not_sealed() -> None:
    plain = {
        model._meta.label_lower
        for model in apps.get_models()
        if model.__module__.startswith("jiwar.") and not issubclass(model, SealedModel)
    }
    assert {code(row[0]) for row in table(PAGE, "plain table")} == plain


def test_numbers() -> None:
    said = {row[0]: row[1] for row in table(PAGE, "number")}
    assert said["key"] == f"{sealing.KEY_BYTES} bytes"
    assert said["nonce"] == f"{sealing.NONCE_BYTES} bytes, random"
    assert said["blind index"] == f"{blind.INDEX_BYTES} bytes of HMAC-SHA256"
    assert said["chunk of a file"] == f"{files.CHUNK} bytes"
    assert said["prefix of a file's nonces"] == f"{files.PREFIX_BYTES} bytes"
    assert f"in every {checkpoints.EVERY}\nlinks" in text_of(PAGE)
    cost = f"{passphrase.PASSES} passes, {passphrase.MEMORY_KIB // 1024} MiB, {passphrase.LANES} lanes"
    described = f"Argon2id, {cost} (RFC 9106, second recommendation), {passphrase.SALT_BYTES} bytes of salt"
    assert said["passphrase of the key file"] == described
    assert said["secret in shares"] == f"{shares.SECRET_BYTES} bytes, SLIP-39, {shares.WORDS} words a share"
    assert sealing.VERSION == b"\x01"


def test_purposes_of_blind_indexes() -> None:
    used = {
        purpose
        for module in SOURCES.rglob("*.py")
        for purpose in re.findall(r'blind\.index(?:es)?\("([a-z-]+)"', module.read_text(encoding="utf-8"))
    }
    assert {code(row[0]) for row in table(PAGE, "purpose")} == used


def test_purposes_of_derived_keys() -> None:
    used = {
        purpose
        for module in SOURCES.rglob("*.py")
        for purpose in re.findall(r'sealing\.derive\(.*?f?"([a-z-]+)/', module.read_text(encoding="utf-8"))
    }
    page = text_of(PAGE)
    assert used
    for purpose in used - {"file"}:
        assert f'"{purpose}/' in page
