package dev.azulejo.integration.command;

import static dev.azulejo.integration.command.MarkedPicture.BLUE;
import static dev.azulejo.integration.command.MarkedPicture.MARK;
import static dev.azulejo.integration.command.MarkedPicture.RED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.options.ReducedMotion;
import dev.azulejo.integration.command.Fingers.Place;
import dev.azulejo.integration.command.MarkedPicture.Mark;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What fingers, a mouse and keys do on a page of `azulejo compare`, told by where marks of the picture lie on
/// screenshots.
abstract class GesturesContract {
    private static final double NEAR = 1.5; // a mark's edge may be on a pixel that it shares

    /// A page that shows a [MarkedPicture] before and after.
    protected abstract Path page();

    private void on(Device device, Consumer<Sight> test) {
        InBrowser.run(device, page -> {
            page.navigate(page().toUri().toString());
            test.accept(new Sight(page, device));
        });
    }

    private static void assertAt(Mark mark, Place expected) {
        assertThat(mark.middle().x()).isCloseTo(expected.x(), within(NEAR));
        assertThat(mark.middle().y()).isCloseTo(expected.y(), within(NEAR));
    }

    private static void assertSame(Mark mark, Mark expected) {
        assertAt(mark, expected.middle());
        assertThat(mark.side()).isEqualTo(expected.side());
    }

    @Test
    void aMouseDragsThePicture() {
        on(Device.DESKTOP, sight -> {
            sight.press("1");
            var before = sight.mark(RED).middle();
            var mouse = sight.page().mouse();
            mouse.move(before.x(), before.y());
            mouse.down();
            mouse.move(before.x() - 50, before.y());
            mouse.move(before.x() - 130, before.y() + 70);
            mouse.up();
            assertAt(sight.mark(RED), before.plus(-130, 70));
        });
    }

    @Test
    void aFingerDragsThePicture() {
        on(Device.PHONE, sight -> {
            sight.tapTwice(sight.mark(RED).middle());
            var before = sight.mark(RED).middle();
            new Fingers(sight.page()).drag(before, before.plus(90, -110));
            assertAt(sight.mark(RED), before.plus(90, -110));
        });
    }

    @Test
    void twoFingersZoomAtTheirMiddleAndDragByIt() {
        on(Device.PHONE, sight -> {
            var before = sight.mark(RED);
            new Fingers(sight.page()).pinch(before.middle(), 25, before.middle().plus(60, 80), 75);
            var after = sight.mark(RED);
            assertAt(after, before.middle().plus(60, 80));
            assertThat(after.side()).isCloseTo(3 * before.side(), within(NEAR));
        });
    }

    @Test
    void theWheelZoomsAtThePointer() {
        on(Device.DESKTOP, sight -> {
            var before = sight.mark(BLUE);
            sight.page().mouse().move(before.middle().x(), before.middle().y());
            sight.page().mouse().wheel(0, -300);
            var near = sight.mark(BLUE);
            assertAt(near, before.middle());
            assertThat(near.side()).isCloseTo(before.side() * Math.exp(0.6), within(NEAR));
            sight.page().mouse().wheel(0, 600);
            assertSame(sight.mark(BLUE), before); // no smaller than the whole picture
        });
    }

    @ParameterizedTest
    @EnumSource
    void twoTapsShowWhatIsUnderThemAtAHundredPercentAndTwoMoreTheWholePicture(Device device) {
        on(device, sight -> {
            var whole = sight.mark(RED);
            sight.tapTwice(whole.middle());
            var near = sight.mark(RED);
            assertAt(near, whole.middle());
            assertThat(near.side() * device.density()).isEqualTo(MARK);
            assertThat(sight.page().locator("#percent").textContent()).isEqualTo("100 %");
            sight.tapTwice(whole.middle());
            assertSame(sight.mark(RED), whole);
        });
    }

    @Test
    void theArrowKeysMoveThePicture() {
        on(Device.DESKTOP, sight -> {
            sight.press("1");
            sight.focusPicture();
            var before = sight.mark(RED).middle();
            sight.press("ArrowLeft");
            assertAt(sight.mark(RED), before.plus(60, 0));
            sight.press("ArrowRight", "ArrowRight");
            assertAt(sight.mark(RED), before.plus(-60, 0));
            sight.press("ArrowUp");
            assertAt(sight.mark(RED), before.plus(-60, 60));
            sight.press("ArrowDown", "ArrowDown");
            assertAt(sight.mark(RED), before.plus(-60, -60));
            sight.press("Shift+ArrowLeft");
            assertAt(sight.mark(RED), before.plus(240, -60));
        });
    }

    @Test
    void keysZoomByPowersOfTwoAndBackToTheWholePicture() {
        on(Device.DESKTOP, sight -> {
            var whole = sight.mark(RED);
            sight.press("+");
            assertThat(sight.mark(RED).side()).isEqualTo(MARK);
            sight.press("+");
            assertThat(sight.mark(BLUE).side()).isEqualTo(2 * MARK);
            sight.press("-");
            assertThat(sight.mark(RED).side()).isEqualTo(MARK);
            sight.press("-");
            assertSame(sight.mark(RED), whole);
            sight.press("1");
            assertThat(sight.mark(RED).side()).isEqualTo(MARK);
            sight.press("0");
            assertSame(sight.mark(RED), whole);
        });
    }

    @Test
    void homeOnThePictureShowsItAsAtFirst() {
        on(Device.DESKTOP, sight -> {
            var whole = sight.mark(RED);
            double middle = sight.line();
            sight.press("ArrowLeft", "Shift+ArrowLeft", "+", "+");
            sight.focusPicture();
            sight.press("ArrowLeft", "Home");
            assertSame(sight.mark(RED), whole);
            assertThat(sight.line()).isEqualTo(middle);
        });
    }

    @ParameterizedTest
    @EnumSource
    void theGripIsLargeEnoughForAFingerAndMovesTheLine(Device device) {
        on(device, sight -> {
            var box = sight.page().locator("#grip").boundingBox();
            assertThat(Math.min(box.width, box.height)).isGreaterThanOrEqualTo(44);
            var grip = sight.middleOf("#grip");
            var edge = grip.plus(box.width / 2 - 3, 0); // the line does not jump to where the grip is touched
            assertThat(sight.line()).isCloseTo(grip.x(), within(NEAR));
            var red = sight.mark(RED);
            if (device == Device.PHONE) {
                new Fingers(sight.page()).drag(edge, edge.plus(-110, 5));
            } else {
                var mouse = sight.page().mouse();
                mouse.move(edge.x(), edge.y());
                mouse.down();
                mouse.move(edge.x() - 110, edge.y() + 5);
                mouse.up();
            }
            assertThat(sight.line()).isCloseTo(grip.x() - 110, within(NEAR));
            assertSame(sight.mark(RED), red);
        });
    }

    @Test
    void theArrowKeysMoveTheLineWhichShowsThatItHasTheFocus() {
        on(Device.DESKTOP, sight -> {
            var stage = sight.page().locator("#stage").boundingBox();
            double middle = sight.line();
            assertThat(middle).isCloseTo(stage.x + stage.width / 2, within(NEAR));
            sight.press("ArrowRight", "ArrowRight", "Shift+ArrowRight");
            assertThat(sight.line()).isCloseTo(middle + 0.12 * stage.width, within(NEAR));
            sight.press("ArrowLeft");
            assertThat(sight.line()).isCloseTo(middle + 0.11 * stage.width, within(NEAR));
            var focused = sight.colourOfGrip();
            sight.focusPicture();
            assertThat(sight.colourOfGrip()).isNotEqualTo(focused);
            sight.page().locator("#slider").focus();
            sight.press("Home");
            assertThat(sight.page().evaluate("() => divider.x")).isEqualTo(0);
            sight.press("End");
            assertThat(sight.page().evaluate("() => divider.x")).isEqualTo((int) stage.width);
        });
    }

    @Test
    void theFocusOfThePictureIsSeen() {
        on(Device.DESKTOP, sight -> {
            var corner = sight.page().locator("#stage").boundingBox();
            int plain = sight.shown().screenshot().getRGB((int) corner.x + 1, (int) corner.y + 1);
            sight.press("Shift+Tab");
            assertThat(sight.page().evaluate("() => document.activeElement.id")).isEqualTo("stage");
            assertThat(sight.shown().screenshot().getRGB((int) corner.x + 1, (int) corner.y + 1))
                    .isNotEqualTo(plain);
        });
    }

    @Test
    void theLineStaysWhereItIsWhileThePictureMoves() {
        on(Device.DESKTOP, sight -> {
            double line = sight.line();
            sight.press("1");
            sight.focusPicture();
            sight.press("ArrowUp", "ArrowLeft");
            assertThat(sight.line()).isEqualTo(line);
        });
    }

    @Test
    void thePictureStaysWholeWhenThePhoneIsTurned() {
        on(Device.PHONE, sight -> {
            var upright = sight.mark(RED);
            sight.page().setViewportSize(844, 390);
            sight.page().waitForFunction("() => view.stageWidth === 844");
            var stage = sight.page().locator("#stage").boundingBox();
            var turned = sight.shown();
            double scale = Math.min(stage.width / MarkedPicture.WIDTH, stage.height / MarkedPicture.HEIGHT);
            double between =
                    turned.mark(BLUE).middle().x() - turned.mark(RED).middle().x();
            assertThat(between).isCloseTo(scale * (1300 - 600), within(NEAR));
            sight.page().setViewportSize(390, 844);
            sight.page().waitForFunction("() => view.stageWidth === 390");
            assertSame(sight.mark(RED), upright);
        });
    }

    @Test
    void aGlideEndsWhereAStepWithoutMotionDoes() {
        var calm = new Mark[1];
        on(Device.DESKTOP, sight -> {
            sight.tapTwice(sight.mark(RED).middle());
            calm[0] = sight.mark(RED);
        });
        InBrowser.run(Device.DESKTOP.options().setReducedMotion(ReducedMotion.NO_PREFERENCE), page -> {
            page.navigate(page().toUri().toString());
            var sight = new Sight(page, Device.DESKTOP);
            var place = sight.mark(RED).middle();
            page.evaluate("""
                () => {
                  window.shown = 0;
                  const draw = view.draw;
                  view.draw = view => { shown++; draw(view); };
                }
                """);
            sight.tapTwice(place);
            assertSame(sight.mark(RED), calm[0]);
            assertThat((Integer) page.evaluate("() => shown")).isGreaterThan(1);
        });
    }
}
