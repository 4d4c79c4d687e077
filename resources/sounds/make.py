"""Makes the cues anew: `python resources/sounds/make.py [FOLDER]`. The same bytes each time.

Sine tones told apart by their contour: rising, twice the same, falling.
"""

from __future__ import annotations

import math
import sys
import wave
from array import array
from pathlib import Path

RATE = 44_100
PEAK = round(32_767 * 10 ** (-12 / 20))  # 12 dB below what can be played at all
ATTACK_S, RELEASE_S = 0.005, 0.020
CUES = {
    "success": ((659, 0.090), (988, 0.160)),
    "attention": ((440, 0.120), (0, 0.080), (440, 0.120)),
    "error": ((330, 0.180), (0, 0.040), (262, 0.260)),
}
"""Each note: hertz, 0 for silence, and seconds."""


def note(hertz: float, seconds: float) -> list[int]:
    count = round(RATE * seconds)
    samples = []
    for at in range(count):
        loud = min(1.0, at / (ATTACK_S * RATE), (count - 1 - at) / (RELEASE_S * RATE))
        samples.append(round(PEAK * loud * math.sin(2 * math.pi * hertz * at / RATE)))
    return samples


def make(name: str, file: Path) -> None:
    samples = array("h", [sample for each in CUES[name] for sample in note(*each)])
    if sys.byteorder == "big":
        samples.byteswap()
    with wave.open(str(file), "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(RATE)
        written.writeframes(samples.tobytes())


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    for each in CUES:
        make(each, folder / f"{each}.wav")
