"""What is told in every release: invented, and searched for in what was restored."""

NAMES = ("Zubaydah Qanarija", "زبيدة قناريجة")
NOTE = "She fled at night; the brother must not learn where she is. قالت ذلك مرتين"
LETTER = b"%PDF-1.4\n" + bytes(range(256)) * 280 + b"\n%%EOF\n"
