package assay.analyzer.op;

import assay.analyzer.tensor.Dim;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Height and width of an encoded image, read from its first bytes: BMP, JPEG, JPEG 2000, PNG, PNM,
/// TIFF, WebP.
///
/// @param height rows
/// @param width columns
record ImageHeader(long height, long width) {

    /// Empty where the bytes are not all known, are of no such format, or end too early.
    static Optional<ImageHeader> of(List<Dim> elements) {
        int[] bytes = new int[elements.size()];
        for (int i = 0; i < bytes.length; i++) {
            if (!(elements.get(i) instanceof Dim.Known(long value)) || value < 0 || value > 255) {
                return Optional.empty();
            }
            bytes[i] = (int) value;
        }
        try {
            ImageHeader header = new Bytes(bytes).header();
            return header == null || header.height < 1 || header.width < 1
                    ? Optional.empty()
                    : Optional.of(header);
        } catch (IndexOutOfBoundsException _) {
            return Optional.empty();
        }
    }

    /// Reading past the end throws [IndexOutOfBoundsException].
    private static final class Bytes {

        private final int[] all;

        Bytes(int[] all) {
            this.all = all;
        }

        @Nullable ImageHeader header() {
            if (is(0, "BM")) {
                return little(14, 4) == 12
                        ? new ImageHeader(little(20, 2), little(18, 2))
                        : new ImageHeader(Math.abs((int) little(22, 4)), little(18, 4));
            }
            if (is(1, "PNG")) {
                return new ImageHeader(big(20, 4), big(16, 4));
            }
            if (all[0] == 0xff && all[1] == 0xd8) {
                return jpeg();
            }
            if (is(0, "RIFF") && is(8, "WEBP")) {
                return webp();
            }
            if (is(0, "II*") || is(0, "MM\0*")) {
                return tiff(is(0, "MM"));
            }
            if (is(4, "jP")) {
                return jpeg2000();
            }
            return all[0] == 'P' && all[1] >= '1' && all[1] <= '6' ? pnm() : null;
        }

        private boolean is(int at, String text) {
            for (int i = 0; i < text.length(); i++) {
                if (all[at + i] != text.charAt(i)) {
                    return false;
                }
            }
            return true;
        }

        private long big(int at, int count) {
            long number = 0;
            for (int i = 0; i < count; i++) {
                number = (number << 8) | all[at + i];
            }
            return number;
        }

        private long little(int at, int count) {
            long number = 0;
            for (int i = count - 1; i >= 0; i--) {
                number = (number << 8) | all[at + i];
            }
            return number;
        }

        /// The first start-of-frame segment: C0 to CF but the tables C4, C8 and CC.
        private ImageHeader jpeg() {
            int at = 2;
            while (true) {
                int marker = all[at + 1];
                boolean frame = marker >= 0xc0 && marker <= 0xcf;
                if (frame && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
                    return new ImageHeader(big(at + 5, 2), big(at + 7, 2));
                }
                at += 2 + (int) big(at + 2, 2);
            }
        }

        /// The boxes hold a header box, `ihdr`, with height and width.
        private ImageHeader jpeg2000() {
            int at = 0;
            while (!is(at, "ihdr")) {
                at++;
            }
            return new ImageHeader(big(at + 4, 4), big(at + 8, 4));
        }

        private @Nullable ImageHeader webp() {
            if (is(12, "VP8 ")) {
                return new ImageHeader(little(28, 2) & 0x3fff, little(26, 2) & 0x3fff);
            }
            if (is(12, "VP8L")) {
                long bits = little(21, 4);
                return new ImageHeader(((bits >> 14) & 0x3fff) + 1, (bits & 0x3fff) + 1);
            }
            return is(12, "VP8X") ? new ImageHeader(little(27, 3) + 1, little(24, 3) + 1) : null;
        }

        /// The first directory's entries of 12 bytes: tag, type, count, value.
        private ImageHeader tiff(boolean big) {
            long height = 0;
            long width = 0;
            int at = (int) number(big, 4, 4);
            long entries = number(big, at, 2);
            for (int entry = at + 2; entry < at + 2 + 12 * entries; entry += 12) {
                long tag = number(big, entry, 2);
                int size = number(big, entry + 2, 2) == 3 ? 2 : 4;
                if (tag == 256) {
                    width = number(big, entry + 8, size);
                } else if (tag == 257) {
                    height = number(big, entry + 8, size);
                }
            }
            return new ImageHeader(height, width);
        }

        private long number(boolean big, int at, int count) {
            return big ? big(at, count) : little(at, count);
        }

        /// Width and height in decimal digits after the magic number; `#` starts a comment.
        private ImageHeader pnm() {
            long[] numbers = new long[2];
            int at = 2;
            for (int i = 0; i < 2; i++) {
                while (all[at] < '0' || all[at] > '9') {
                    if (all[at] == '#') {
                        while (all[at] != '\n') {
                            at++;
                        }
                    }
                    at++;
                }
                while (all[at] >= '0' && all[at] <= '9') {
                    numbers[i] = numbers[i] * 10 + all[at++] - '0';
                }
            }
            return new ImageHeader(numbers[1], numbers[0]);
        }
    }
}
