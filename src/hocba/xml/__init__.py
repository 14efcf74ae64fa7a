"""Bytes to trees and back, safely; canonical forms; strict base64."""
