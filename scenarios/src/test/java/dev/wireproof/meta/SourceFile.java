package dev.wireproof.meta;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A Java source by its path inside the project and its text. */
record SourceFile(String path, String text) {

    /** How many lines the text has. */
    int lines() {
        return (int) text.lines().count();
    }

    /** All methods and constructors of {@code files} that are longer than {@code limit} lines, as "path:line name (n lines)". */
    static List<String> methodsLongerThan(int limit, List<SourceFile> files) {
        List<String> found = new ArrayList<>();
        for (Parsed parsed : parse(files)) {
            for (Method method : methods(parsed)) {
                if (method.lines() > limit) {
                    String place = parsed.unit().getSourceFile().getName() + ":" + method.firstLine();
                    found.add(place + " " + method.name() + " (" + method.lines() + " lines)");
                }
            }
        }
        return found;
    }

    /** A method with a body, from the first line of its head to its closing brace. */
    private record Method(String name, int firstLine, int lines) {
    }

    private record Parsed(CompilationUnitTree unit, SourcePositions positions) {
    }

    private static List<Parsed> parse(List<SourceFile> files) {
        List<JavaFileObject> objects = new ArrayList<>();
        for (SourceFile file : files) {
            objects.add(new InMemory(file));
        }
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler().getTask(null, null, null, List.of("-proc:none"), null, objects);
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        try {
            List<Parsed> all = new ArrayList<>();
            task.parse().forEach(unit -> all.add(new Parsed(unit, positions)));
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Method> methods(Parsed parsed) {
        List<Method> all = new ArrayList<>();
        LineMap lines = parsed.unit().getLineMap();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitMethod(MethodTree method, Void nothing) {
                if (method.getBody() != null) {
                    long first = lines.getLineNumber(parsed.positions().getStartPosition(parsed.unit(), method));
                    long last = lines.getLineNumber(parsed.positions().getEndPosition(parsed.unit(), method));
                    all.add(new Method(method.getName().toString(), (int) first, (int) (last - first + 1)));
                }
                return super.visitMethod(method, nothing);
            }
        }.scan(parsed.unit(), null);
        return all;
    }

    private static final class InMemory extends SimpleJavaFileObject {
        private final SourceFile file;

        InMemory(SourceFile file) {
            super(URI.create("source:///" + file.path()), Kind.SOURCE);
            this.file = file;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return file.text();
        }
    }
}
