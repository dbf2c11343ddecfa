"""Pictures of truth against found cells, for looking."""
import cv2
import numpy as np

from scoring import CLASS_RADIUS, judge, pair

PIXEL_UM = 0.2  # fine enough that a cell's ring has room

# Colors as blue, green, red.
RIGHT, WRONG_CLASS = (60, 170, 0), (0, 150, 255)
MISSED, FALSE = (0, 0, 230), (230, 60, 0)
CAPTION = (("right", RIGHT), ("wrong class", WRONG_CLASS),
           ("missed", MISSED), ("false", FALSE))


def draw(picture, found):
    """Rings are hits, in the color of their class's fate; a red square is a
    missed cell, a blue cross a false one; a dot in a mark: positive."""
    scale = picture.marked.mpp / PIXEL_UM
    image = cv2.imread(str(picture.path))
    if picture.marked.ignore is not None:
        image[picture.marked.ignore] //= 2
    image = cv2.resize(image, None, fx=scale, fy=scale,
                       interpolation=cv2.INTER_CUBIC)
    truth, found = judge(picture.marked, found)
    i, j = pair(truth, found, CLASS_RADIUS)
    for t, f in zip(i, j):
        classes = {truth.classes[t], found.classes[f]}
        wrong = classes == {"positive", "negative"}
        _mark(image, found, f, WRONG_CLASS if wrong else RIGHT, _ring)
    for t in np.setdiff1d(np.arange(len(truth)), i):
        _mark(image, truth, t, MISSED, _square)
    for f in np.setdiff1d(np.arange(len(found)), j):
        _mark(image, found, f, FALSE, _cross)
    for line, (text, color) in enumerate(CAPTION, 1):
        cv2.putText(image, text, (6, 18 * line), cv2.FONT_HERSHEY_SIMPLEX, 0.5,
                    color, 2, cv2.LINE_AA)
    return image


def _mark(image, points, index, color, shape):
    center = tuple(int(v / PIXEL_UM) for v in points.xy[index])
    shape(image, center, color)
    if points.classes[index] == "positive":
        cv2.circle(image, center, 2, color, -1)


def _ring(image, center, color):
    cv2.circle(image, center, int(2.2 / PIXEL_UM), color, 2, cv2.LINE_AA)


def _square(image, center, color):
    cv2.drawMarker(image, center, color, cv2.MARKER_SQUARE,
                   int(4 / PIXEL_UM), 2, cv2.LINE_AA)


def _cross(image, center, color):
    cv2.drawMarker(image, center, color, cv2.MARKER_TILTED_CROSS,
                   int(3 / PIXEL_UM), 2, cv2.LINE_AA)
