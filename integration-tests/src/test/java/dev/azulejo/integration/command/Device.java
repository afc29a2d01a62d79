package dev.azulejo.integration.command;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ReducedMotion;

/// What people look at a page with.
public enum Device {
    DESKTOP(1440, 900, 1),
    /// Its pixels are half as large, and it has fingers for a mouse.
    PHONE(390, 844, 2);

    private final int width;
    private final int height;
    private final int density;

    Device(int width, int height, int density) {
        this.width = width;
        this.height = height;
        this.density = density;
    }

    /// Pixels of the screen to one of CSS.
    public int density() {
        return density;
    }

    /// Of somebody who asked for no motion: what a key does is done at once.
    public NewContextOptions options() {
        return new NewContextOptions()
                .setViewportSize(width, height)
                .setDeviceScaleFactor(density)
                .setIsMobile(this == PHONE)
                .setHasTouch(this == PHONE)
                .setReducedMotion(ReducedMotion.REDUCE);
    }
}
