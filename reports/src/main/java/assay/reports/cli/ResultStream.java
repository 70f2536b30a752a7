package assay.reports.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where results go. It is opened at the first byte, so that a command that fails leaves the file
/// that was there; and it keeps what went wrong, which a [PrintWriter] does not tell.
final class ResultStream extends OutputStream {

    private interface Opening {
        OutputStream open() throws IOException;
    }

    private final String name;
    private final Opening opening;
    private @Nullable OutputStream opened;
    private @Nullable IOException failure;

    private ResultStream(String name, Opening opening) {
        this.name = name;
        this.opening = opening;
    }

    static ResultStream of(Path file) {
        return new ResultStream(file.toString(), () -> Files.newOutputStream(file));
    }

    static ResultStream standardOutput() {
        return new ResultStream("standard output", () -> new FileOutputStream(FileDescriptor.out));
    }

    PrintWriter writer() {
        return new PrintWriter(this, true, StandardCharsets.UTF_8);
    }

    /// Whether nobody reads any more, as behind `| head -1`: no fault.
    boolean isAbandoned() {
        return failure != null && String.valueOf(failure.getMessage()).contains("Broken pipe");
    }

    /// @throws FileSystemException if something was not written, with the name and the reason
    void check() throws FileSystemException {
        switch (failure) {
            case null -> {}
            case FileSystemException named -> throw named;
            case IOException unnamed ->
                    throw new FileSystemException(name, null, unnamed.getMessage());
        }
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            OutputStream out = opened == null ? opening.open() : opened;
            opened = out;
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        if (opened != null) {
            opened.close();
        }
    }
}
