"""The pure core that device and office share: no clock, no socket, no disk, no log.

Read in this order: activity (what a person did), sighting (what an answer taught us), adapter (how a platform
turns traffic into both), rule and engine (what we make of it), roster and bundle (who is a pupil, without names).
"""
