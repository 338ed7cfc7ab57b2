#!/usr/bin/env python3
"""Exports the bundled inquiry and has ftm_validate.py read it back. Usage: ftm_story.py CLEW BUILD_FOLDER"""

import os
import subprocess
import sys
import tempfile

clew, build = sys.argv[1:3]
with tempfile.TemporaryDirectory() as folder:
    case = os.path.join(folder, "case.clew")
    subprocess.run([clew, "ingest", case, "inquiry/mail", "inquiry/reports"], check=True, capture_output=True)
    sys.exit(subprocess.run([sys.executable, "tests/ftm_validate.py", clew, case, build]).returncode)
