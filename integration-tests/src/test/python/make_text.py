"""make_text.py IMAGE: black text and one-pixel stripes on white, as in a screenshot."""

import sys
from PIL import Image, ImageDraw, ImageFont

image = Image.new("RGB", (220, 110), "white")
draw = ImageDraw.Draw(image)
draw.text((6, 4), "Screenshots have text", fill="black", font=ImageFont.load_default(14))
draw.text((6, 26), "Large caption", fill="black", font=ImageFont.load_default(26))
draw.line((150, 70, 210, 105), fill="red")
for x in range(10, 110, 2):
    draw.line((x, 70, x, 100), fill="black")
image.save(sys.argv[1])
