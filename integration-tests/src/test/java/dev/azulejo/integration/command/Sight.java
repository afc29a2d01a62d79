package dev.azulejo.integration.command;

import com.microsoft.playwright.Page;
import dev.azulejo.integration.command.Fingers.Place;
import dev.azulejo.integration.command.MarkedPicture.Mark;
import dev.azulejo.integration.command.MarkedPicture.Shown;
import java.awt.Color;

/// What somebody sees of a page that shows a [MarkedPicture] before and after: at the start, the whole picture and the
/// line in the middle.
record Sight(Page page, Device device) {
    /// When both are there and nothing glides.
    Shown shown() {
        page.waitForFunction("() => stage.dataset.loaded === '2' && view.state === view.goal");
        return Shown.of(page, device);
    }

    Mark mark(Color colour) {
        return shown().mark(colour);
    }

    void press(String... keys) {
        for (var key : keys) {
            page.keyboard().press(key);
        }
    }

    void focusPicture() {
        page.locator("#stage").focus();
    }

    Place middleOf(String selector) {
        var box = page.locator(selector).boundingBox();
        return new Place(box.x + box.width / 2, box.y + box.height / 2);
    }

    double line() {
        return shown().line(middleOf("#stage").y() + 60);
    }

    /// Of its upper part, where there is nothing but the grip's own.
    int colourOfGrip() {
        var grip = middleOf("#grip");
        return shown().screenshot().getRGB((int) grip.x(), (int) grip.y() - 18);
    }

    void tapTwice(Place place) {
        if (device == Device.DESKTOP) {
            page.mouse().dblclick(place.x(), place.y());
        } else {
            var fingers = new Fingers(page);
            fingers.tap(place);
            fingers.tap(place);
        }
    }
}
