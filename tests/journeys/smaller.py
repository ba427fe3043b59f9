"""Pictures with a palette: a page has few colours, and a picture of it need not weigh more than it shows.

Chromium reads the pixels and chooses the colours; what it returns is written as an indexed PNG.
"""

import base64
import struct
import zlib
from typing import Any

from playwright.sync_api import Page

_CHOOSE = """
async ([source, most]) => {
  const image = new Image();
  image.src = "data:image/png;base64," + source;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width; canvas.height = image.height;
  const drawing = canvas.getContext("2d");
  drawing.drawImage(image, 0, 0);
  const pixels = new Uint32Array(drawing.getImageData(0, 0, image.width, image.height).data.buffer);
  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) || 0) + 1);
  const parts = (pixel) => [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];
  const far = (a, b) => (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
  const palette = [];
  // The commonest colours as they are, then the commonest that differ visibly from those chosen.
  for (const [pixel] of [...counts].sort((a, b) => b[1] - a[1])) {
    const colour = parts(pixel);
    if (palette.length < 24 || palette.every((other) => far(other, colour) > 90)) palette.push(colour);
    if (palette.length === most) break;
  }
  const places = new Map();
  const nearest = (pixel) => {
    const colour = parts(pixel);
    let best = 0;
    for (let at = 1; at < palette.length; at++) if (far(palette[at], colour) < far(palette[best], colour)) best = at;
    return best;
  };
  const indices = new Uint8Array(pixels.length);
  for (let at = 0; at < pixels.length; at++) {
    let place = places.get(pixels[at]);
    if (place === undefined) places.set(pixels[at], place = nearest(pixels[at]));
    indices[at] = place;
  }
  let text = "";
  for (let at = 0; at < indices.length; at += 8192) text += String.fromCharCode(...indices.subarray(at, at + 8192));
  return {width: image.width, height: image.height, palette, indices: btoa(text)};
}
"""


def indexed(page: Page, picture: bytes, *, colours: int = 128) -> bytes:
    """The same picture in at most so many colours. `page` is any page without a policy of its own."""
    found: dict[str, Any] = page.evaluate(_CHOOSE, [base64.b64encode(picture).decode(), colours])
    width, height = found["width"], found["height"]
    indices = base64.b64decode(found["indices"])
    rows = b"".join(b"\0" + indices[at : at + width] for at in range(0, width * height, width))
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", bytes(part for colour in found["palette"] for part in colour)),
            _chunk(b"IDAT", zlib.compress(rows, 9)),
            _chunk(b"IEND", b""),
        ]
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
