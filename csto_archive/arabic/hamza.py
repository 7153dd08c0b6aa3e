"""The hamza that some write otherwise: شاطىء for شاطئ, طايرة for طائرة."""

from .clitics import known


def respelled(word: str) -> str:
    """Return the word with the hamza that is often written otherwise: شاطىء, طايرة."""
    if word.endswith("يء") and len(word) > 4 and (word[-4] == "ا" or word[0] == "م"):
        word = word[:-2] + "ء"
    at = word.find("اي")
    if 0 < at < len(word) - 2:
        seated = word[: at + 1] + "ء" + word[at + 2 :]
        if known(seated) > 20 * known(word) and known(seated) > 1:
            return seated
    return word
