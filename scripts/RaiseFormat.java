import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/// Writes a library's classes anew in the format of Java 8 where theirs is older than Java 6's, which
/// an ahead-of-time cache refuses: such classes would be read, checked and linked at every start.
/// What they do stays as it was; frames of the stack are added, as the newer format asks for.
final class RaiseFormat {

    private RaiseFormat() {}

    /// @param jars the libraries, each replaced once it is written whole
    public static void main(String[] jars) throws IOException {
        for (String jar : jars) {
            Path library = Path.of(jar);
            Path raised = Path.of(jar + ".raised");
            rewrite(library, raised);
            Files.move(raised, library, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void rewrite(Path library, Path raised) throws IOException {
        URL[] itself = {library.toUri().toURL()};
        try (JarFile jar = new JarFile(library.toFile());
                URLClassLoader loader =
                        new URLClassLoader(itself, ClassLoader.getPlatformClassLoader());
                OutputStream file = Files.newOutputStream(raised);
                JarOutputStream out = new JarOutputStream(file)) {
            ClassFile format =
                    ClassFile.of(
                            StackMapsOption.GENERATE_STACK_MAPS,
                            ClassHierarchyResolverOption.of(
                                    ClassHierarchyResolver.ofResourceParsing(loader)));
            Enumeration<JarEntry> entries = jar.entries();
            while (entries.hasMoreElements()) {
                JarEntry entry = entries.nextElement();
                JarEntry copy = new JarEntry(entry.getName());
                copy.setTime(entry.getTime());
                out.putNextEntry(copy);
                try (InputStream in = jar.getInputStream(entry)) {
                    byte[] bytes = in.readAllBytes();
                    out.write(entry.getName().endsWith(".class") ? raise(format, bytes) : bytes);
                }
                out.closeEntry();
            }
        }
    }

    private static byte[] raise(ClassFile format, byte[] bytes) {
        ClassModel old = format.parse(bytes);
        if (old.majorVersion() >= ClassFile.JAVA_6_VERSION) {
            return bytes;
        }
        return format.build(
                old.thisClass().asSymbol(),
                raised ->
                        old.forEach(
                                element -> {
                                    switch (element) {
                                        case ClassFileVersion _ ->
                                                raised.withVersion(ClassFile.JAVA_8_VERSION, 0);
                                        case MethodModel method ->
                                                raised.transformMethod(
                                                        method,
                                                        MethodTransform.transformingCode(
                                                                CodeTransform.ACCEPT_ALL));
                                        default -> raised.with(element);
                                    }
                                }));
    }
}
