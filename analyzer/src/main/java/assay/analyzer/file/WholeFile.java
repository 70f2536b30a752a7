package assay.analyzer.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Reads a file whole: results, profiles, plans and tables, never models.
///
/// The JDK's exceptions name the file without the reason or the reason without the file. Those of
/// here have both: [FileSystemException#getFile] and, in words for the user,
/// [FileSystemException#getReason].
public final class WholeFile {

    /// No file that is read whole comes near it, but a model does that is given by mistake.
    static final int MOST_BYTES = 512 << 20;

    private WholeFile() {}

    /// The text of a file in UTF-8, without a byte order mark.
    ///
    /// @throws FileSystemException if it cannot be read or is no such text
    public static String text(Path file) throws FileSystemException {
        try {
            String text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes(file)))
                            .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException _) {
            throw told(file, "is no text in UTF-8");
        }
    }

    /// All bytes of a file.
    ///
    /// @throws FileSystemException if it cannot be read or is larger than 512 MiB
    public static byte[] bytes(Path file) throws FileSystemException {
        if (Files.isDirectory(file)) {
            throw told(file, "is a folder, and a file is wanted");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw told(file, "is larger than " + (MOST_BYTES >> 20) + " MiB");
            }
            return bytes;
        } catch (NoSuchFileException _) {
            throw told(file, "there is no such file");
        } catch (AccessDeniedException _) {
            throw told(file, "permission denied");
        } catch (FileSystemException e) {
            throw told(file, e.getReason() == null ? "cannot be read" : e.getReason());
        } catch (IOException e) {
            throw told(file, "cannot be read: " + e.getMessage());
        }
    }

    private static FileSystemException told(Path file, String why) {
        return new FileSystemException(file.toString(), null, why);
    }
}
