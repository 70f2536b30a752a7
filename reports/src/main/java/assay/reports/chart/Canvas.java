package assay.reports.chart;

import assay.reports.card.Drawing;
import java.awt.AWTError;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jfree.svg.SVGGraphics2D;
import org.jspecify.annotations.Nullable;

/// Draws a chart to SVG or PNG. A machine without fonts or without Java's drawing library gets
/// [Drawing.Missing], never an error.
final class Canvas {
    static final Dimension WIDE = new Dimension(600, 300);
    static final Dimension LOW = new Dimension(600, 190);
    static final Dimension SQUARE = new Dimension(600, 420);

    /// As wide as a phone's page leaves.
    static final int NARROW = 360;

    /// PNG pixels per drawing unit, for sharp print and dense screens.
    private static final int DENSITY = 2;

    /// Of the x axis's length that stays for what is shown, however long the words beside it.
    private static final double LEAST_SHARE = 0.4;

    private static final Drawing EMPTY =
            new Drawing.Missing("There is nothing to draw here: no value is known.");

    private Canvas() {}

    static Drawing svg(Supplier<@Nullable JFreeChart> chart, Dimension size) {
        return attempt(() -> {
            JFreeChart drawn = chart.get();
            if (drawn == null) {
                return EMPTY;
            }
            makeRoom(drawn, size);
            SVGGraphics2D graphics = new SVGGraphics2D(size.width, size.height);
            graphics.setDefsKeyPrefix("d");
            drawn.draw(graphics, new Rectangle2D.Double(0, 0, size.width, size.height));
            return new Drawing.Svg(SvgText.themed(graphics.getSVGElement(), size));
        });
    }

    static Drawing png(Supplier<@Nullable JFreeChart> chart, Dimension size) {
        return attempt(() -> {
            JFreeChart drawn = chart.get();
            if (drawn == null) {
                return EMPTY;
            }
            makeRoom(drawn, size);
            BufferedImage image =
                    new BufferedImage(
                            size.width * DENSITY,
                            size.height * DENSITY,
                            BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = image.createGraphics();
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
            graphics.scale(DENSITY, DENSITY);
            graphics.setRenderingHint(
                    RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(
                    RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setRenderingHint(
                    RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            drawn.draw(graphics, new Rectangle2D.Double(0, 0, size.width, size.height));
            graphics.dispose();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                ImageIO.write(image, "png", bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new Drawing.Png(bytes.toByteArray());
        });
    }

    /// Draws it once to nowhere, and lengthens its x axis where words right of what it shows would
    /// lie upon it.
    private static void makeRoom(JFreeChart chart, Dimension size) {
        Graphics2D nowhere = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        chart.draw(nowhere, new Rectangle2D.Double(0, 0, size.width, size.height));
        nowhere.dispose();
        XYPlot plot = chart.getXYPlot();
        for (Object annotation : plot.getAnnotations()) {
            if (annotation instanceof Labels labels
                    && labels.share() < 1
                    && plot.getDomainAxis() instanceof Marked axis) {
                axis.shrinkTo(Math.max(LEAST_SHARE, labels.share()));
            }
        }
    }

    /// Without fonts or its native library AWT throws errors of several kinds, once as such and
    /// later as NoClassDefFoundError.
    private static Drawing attempt(Supplier<Drawing> drawing) {
        try {
            return drawing.get();
        } catch (LinkageError | AWTError | InternalError e) {
            return missing(e);
        } catch (RuntimeException e) {
            if (fromFonts(e)) {
                return missing(e);
            }
            throw e;
        }
    }

    private static Drawing missing(Throwable cause) {
        String message =
                cause.getMessage() == null
                        ? ""
                        : " (" + cause.getMessage().lines().findFirst().orElse("") + ")";
        return new Drawing.Missing(
                "This picture could not be drawn: Java finds no fonts or no drawing library here"
                        + message
                        + ". On Debian: apt install fontconfig fonts-dejavu-core libfreetype6.");
    }

    private static boolean fromFonts(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (message.contains("Fontconfig") || message.contains("font")) {
                return true;
            }
            for (StackTraceElement frame : cause.getStackTrace()) {
                if (frame.getClassName().startsWith("sun.font.")
                        || frame.getClassName().startsWith("sun.awt.FontConfiguration")) {
                    return true;
                }
            }
        }
        return false;
    }
}
