package assay.analyzer.onnx;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/// Bytes looked at from front to back through a window that is filled anew where it ends. What is
/// passed over is never read, so the weights of a model cost nothing.
///
/// A window instead of a mapped file: a file that is cut off while it is read gives an exception
/// and no fault of the process, and a short run is spared the set-up of foreign memory.
final class ByteWindow {

    /// Large tensors lie between the fields that are read: a larger window would read into them.
    private static final int WIDTH = 16 * 1024;

    private final @Nullable FileChannel file;
    private final long size;
    private final byte[] window;
    private long start;
    private int width;

    private ByteWindow(@Nullable FileChannel file, long size, byte[] window, int width) {
        this.file = file;
        this.size = size;
        this.window = window;
        this.width = width;
    }

    static ByteWindow over(byte[] bytes) {
        return new ByteWindow(null, bytes.length, bytes, bytes.length);
    }

    /// The window over an open file, as long as it is now.
    static ByteWindow over(FileChannel file) throws IOException {
        long size = file.size();
        return new ByteWindow(file, size, new byte[(int) Math.min(size, WIDTH)], 0);
    }

    long size() {
        return size;
    }

    /// The byte at a place before [#size].
    ///
    /// @throws UncheckedIOException when the file cannot be read there
    byte at(long place) {
        long within = place - start;
        if (within < 0 || within >= width) {
            width = 0;
            int count = (int) Math.min(window.length, size - place);
            read(place, window, 0, count);
            start = place;
            width = count;
            within = 0;
        }
        return window[(int) within];
    }

    /// Copies `count` bytes that begin at `from` into `to`.
    ///
    /// @throws UncheckedIOException when the file cannot be read there
    void copy(long from, byte[] to, int at, int count) {
        long within = from - start;
        if (within >= 0 && within + count <= width) {
            System.arraycopy(window, (int) within, to, at, count);
        } else {
            read(from, to, at, count);
        }
    }

    private void read(long from, byte[] to, int at, int count) {
        if (file == null) {
            throw new IndexOutOfBoundsException("place " + from + " of " + size + " bytes");
        }
        ByteBuffer room = ByteBuffer.wrap(to, at, count);
        try {
            while (room.hasRemaining()) {
                if (file.read(room, from + count - room.remaining()) < 0) {
                    throw new EOFException("the file became shorter while it was read");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
