from hocba._version import __version__
