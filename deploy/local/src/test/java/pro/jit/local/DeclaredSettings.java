package pro.jit.local;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The settings a service's sources declare: methods of {@code @ConfigMapping} interfaces, {@code @ConfigProperty} parameters, and expressions of {@code @Scheduled}.
 * What they mean is their Javadoc.
 */
final class DeclaredSettings extends TreePathScanner<@Nullable Void, String> {
    private static final Pattern EXPRESSION = Pattern.compile("\\$?\\{([a-z.-]+):(.+)}");

    private final DocTrees docs;
    private final TreeMap<String, Setting> found = new TreeMap<>();

    private DeclaredSettings(DocTrees docs) {
        this.docs = docs;
    }

    /**
     * One setting.
     *
     * @param property e.g. {@code jit.sync.batch}
     * @param type as Java spells it
     * @param byDefault as it is written; null where there is none
     * @param meaning in Markdown, empty where nobody has said
     */
    record Setting(String property, String type, @Nullable String byDefault, String meaning) {
        /** By which the environment sets it (MicroProfile Config 3.1, environment variables mapping rules). */
        String variable() {
            return property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        }
    }

    /** Of all Java files below a folder, in the order of their names. */
    static List<Setting> below(Path sources) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = Files.walk(sources);
                var manager = compiler.getStandardFileManager(null, null, null)) {
            var java = files.filter(file -> file.toString().endsWith(".java")).toList();
            var task = (JavacTask) compiler.getTask(
                    null,
                    manager,
                    problem -> {},
                    List.of("-proc:none"),
                    null,
                    manager.getJavaFileObjectsFromPaths(java));
            var scanner = new DeclaredSettings(DocTrees.instance(task));
            for (var unit : task.parse()) {
                scanner.scan(unit, "");
            }
            return List.copyOf(scanner.found.values());
        }
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, String prefix) {
        return super.visitClass(
                type, annotation(type.getModifiers(), "ConfigMapping", "prefix").orElse(""));
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, String prefix) {
        if (!prefix.isEmpty() && method.getBody() == null) {
            add(new Setting(
                    prefix + "." + kebab(method.getName().toString()),
                    String.valueOf(method.getReturnType()),
                    annotation(method.getModifiers(), "WithDefault", "value").orElse(null),
                    text(doc().map(DocCommentTree::getFullBody).orElse(List.of()), prefix)));
        }
        annotation(method.getModifiers(), "Scheduled", "every")
                .map(EXPRESSION::matcher)
                .filter(java.util.regex.Matcher::matches)
                .ifPresent(every -> add(new Setting(
                        every.group(1),
                        "Duration",
                        every.group(2),
                        text(doc().map(DocCommentTree::getFullBody).orElse(List.of()), prefix))));
        for (var parameter : method.getParameters()) {
            annotation(parameter.getModifiers(), "ConfigProperty", "name")
                    .ifPresent(property -> add(new Setting(
                            property,
                            String.valueOf(parameter.getType()),
                            annotation(parameter.getModifiers(), "ConfigProperty", "defaultValue")
                                    .orElse(null),
                            ofParameter(parameter))));
        }
        return super.visitMethod(method, prefix);
    }

    /** The same setting may be declared where it is used; who says what it means is believed. */
    private void add(Setting setting) {
        found.merge(setting.property(), setting, (one, other) -> one.meaning().isEmpty() ? other : one);
    }

    private Optional<DocCommentTree> doc() {
        return Optional.ofNullable(docs.getDocCommentTree(getCurrentPath()));
    }

    /** What {@code @param} says, without the name of the setting that it begins with. */
    private String ofParameter(VariableTree parameter) {
        return doc().stream()
                .flatMap(doc -> doc.getBlockTags().stream())
                .filter(ParamTree.class::isInstance)
                .map(ParamTree.class::cast)
                .filter(tag -> tag.getName().getName().contentEquals(parameter.getName()))
                .map(tag -> text(tag.getDescription(), "").replaceFirst("^`[^`]*`[:,;]? *(\\([A-Z_]*\\): *)?", ""))
                .findFirst()
                .orElse("");
    }

    private static String text(List<? extends DocTree> parts, String prefix) {
        return parts.stream()
                .map(part -> switch (part) {
                    case LiteralTree literal -> "`" + literal.getBody().getBody() + "`";
                    case LinkTree link -> "`" + linked(link, prefix) + "`";
                    default -> part.toString();
                })
                .collect(Collectors.joining())
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** A link to a neighbour is one to its variable. */
    private static String linked(LinkTree link, String prefix) {
        var to = link.getReference().getSignature();
        return to.startsWith("#")
                ? new Setting(prefix + "." + kebab(to.substring(1).replace("()", "")), "", null, "").variable()
                : to;
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** The text of an annotation's element, or of its only one. */
    private static Optional<String> annotation(ModifiersTree modifiers, String name, String element) {
        return modifiers.getAnnotations().stream()
                .filter(annotation -> annotation.getAnnotationType().toString().equals(name))
                .flatMap(annotation -> element(annotation, element).stream())
                .findFirst();
    }

    private static Optional<String> element(AnnotationTree annotation, String name) {
        return annotation.getArguments().stream()
                .map(argument -> argument instanceof AssignmentTree assignment
                        ? (assignment.getVariable().toString().equals(name) ? assignment.getExpression() : null)
                        : argument)
                .filter(com.sun.source.tree.LiteralTree.class::isInstance)
                .map(expression -> String.valueOf(((com.sun.source.tree.LiteralTree) expression).getValue()))
                .findFirst();
    }
}
