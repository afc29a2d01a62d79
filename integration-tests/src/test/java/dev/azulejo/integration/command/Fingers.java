package dev.azulejo.integration.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;

/// Fingers on the glass, as the browser gets them from a touch screen: all that it makes of them is its own.
final class Fingers {
    private static final int STEPS = 8;

    private final CDPSession browser;

    Fingers(Page page) {
        browser = page.context().newCDPSession(page);
    }

    /// In CSS pixels.
    record Place(double x, double y) {
        Place plus(double dx, double dy) {
            return new Place(x + dx, y + dy);
        }

        private Place onTheWayTo(Place other, double part) {
            return plus((other.x - x) * part, (other.y - y) * part);
        }
    }

    void drag(Place from, Place to) {
        move(new Place[] {from}, new Place[] {to});
    }

    /// Two fingers, side by side, a number of pixels from their middle.
    void pinch(Place from, double fromReach, Place to, double toReach) {
        move(
                new Place[] {from.plus(-fromReach, 0), from.plus(fromReach, 0)},
                new Place[] {to.plus(-toReach, 0), to.plus(toReach, 0)});
    }

    void tap(Place place) {
        send("touchStart", place);
        send("touchEnd");
    }

    private void move(Place[] from, Place[] to) {
        send("touchStart", from);
        for (int step = 1; step <= STEPS; step++) {
            var places = new Place[from.length];
            for (int i = 0; i < from.length; i++) {
                places[i] = from[i].onTheWayTo(to[i], (double) step / STEPS);
            }
            send("touchMove", places);
        }
        send("touchEnd");
    }

    private void send(String type, Place... places) {
        var points = new JsonArray();
        for (int finger = 0; finger < places.length; finger++) {
            var point = new JsonObject();
            point.addProperty("x", places[finger].x);
            point.addProperty("y", places[finger].y);
            point.addProperty("id", finger);
            points.add(point);
        }
        var event = new JsonObject();
        event.addProperty("type", type);
        event.add("touchPoints", points);
        browser.send("Input.dispatchTouchEvent", event);
    }
}
