"""Orca, each of whose sentences is written into a file (the first argument); its settings are in a folder (the second).

Run by the system's Python, which has Orca. Its own program refuses to start beside another Orca of the same person, and would
look for a voice; pages are not read from top to bottom as they load. Nothing else is left out.
"""

import logging
import sys

from orca import orca, speech

QUIET = {"speechServerFactory": "", "speechFactoryModules": [], "sayAllOnLoad": False, "pageSummaryOnLoad": False}
kept = logging.FileHandler(sys.argv[1], encoding="utf-8")
kept.setFormatter(logging.Formatter("%(message)s"))
speech.log.addHandler(kept)
orca.getSettingsManager().activate(sys.argv[2], QUIET)
sys.exit(orca.main())
