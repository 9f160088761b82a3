package dev.vitrine.ui.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import dev.vitrine.files.FolderContent;
import dev.vitrine.image.ImageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SentencesTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/vitrine");
    /// The command line and REST say their own sentences, and those never reach the window.
    private static final Set<String> ELSEWHERE = Set.of("cli", "api", "ui");

    /// What is made with a sentence for people, or called with one.
    private static final Set<String> SAY = Set.of(
            "Invalid",
            "NotFound",
            "Conflict",
            "Denied",
            "Throttled",
            "Unreachable",
            "Cancelled",
            "Failed",
            "untilSignedIn",
            "untilThereIsRoom",
            "archived",
            "MalformedException",
            "Corrupt",
            "Missing",
            "Planned",
            "Trouble",
            "trouble",
            "problem",
            "unreachable");

    private static final Pattern SENTENCE = Pattern.compile("[A-Z“].* .* .*\\.( 7)?");

    private Locale before;

    @BeforeEach
    void speakGerman() {
        before = Locale.getDefault(Locale.Category.DISPLAY);
        Messages.in(Locale.GERMAN);
    }

    @AfterEach
    void speakAsBefore() {
        Messages.in(before);
    }

    @Test
    void everySentenceOfTheServicesIsGermanInAGermanWindow() throws IOException {
        Set<String> said = said();
        assertTrue(said.size() > 200, "the sources were really read: " + said.size());
        var english = new TreeSet<String>();
        for (String sentence : said) {
            Optional<String> german = Sentences.translated(sentence);
            if (german.isEmpty() || german.get().equals(sentence)) {
                english.add(sentence);
            }
        }
        assertEquals(Set.of(), english);
    }

    @Test
    void namesStayAndReasonsAreTranslatedToo() {
        assertEquals("„exe.png“ ist ein Programm für Windows.", Sentences.text("“exe.png” is a program for Windows."));
        assertEquals(
                "„a.gif“ ist beschädigt: darin ist kein Bild.",
                Sentences.text("“a.gif” is damaged: it has no image in it."));
        assertEquals(
                "Der Datenträger mit „/media/karte“ ist voll. Platz schaffen und erneut versuchen.",
                FailureText.text(new ImageException.Failed(
                        "The disk that holds “/media/karte” is full. Make room and try again.")));
    }

    /// An advice that is not known as a sentence of its own would stay English within a German one.
    @Test
    void aFieldThatIsOnlyEverTrueIsExplainedInOneLanguage() {
        assertEquals(
                "„animated:false“ ist nicht verständlich. Es gibt animated:true.",
                Sentences.text("“animated:false” is not understood. There is animated:true."));
        assertEquals(
                "„has:x“ ist nicht verständlich. Es gibt has:location.",
                Sentences.text("“has:x” is not understood. There is has:location."));
    }

    @Test
    void largeNumbersAreGroupedAsTheWindowWritesThem() {
        Locale numbers = Locale.getDefault(Locale.Category.FORMAT);
        Locale.setDefault(Locale.Category.FORMAT, Locale.GERMANY);
        try {
            assertEquals(
                    "Diese Bibliothek hat etwa 30.000.000 Bilder. So viele werden nur gelesen, wenn jemand zustimmt: Sie"
                            + " lässt sich öffnen, um zuzustimmen, oder ein Befehl bekommt --read-large.",
                    Sentences.text(
                            "This library has about 30,000,000 images. That many are read only when somebody agrees to"
                                    + " it: open it and agree, or give a command --read-large."));
        } finally {
            Locale.setDefault(Locale.Category.FORMAT, numbers);
        }
    }

    @Test
    void whyACertificateIsNotTrustedIsSaidWhateverTheReasons() {
        assertEquals(
                "Dem Zertifikat von https://nas.lan:9000 wird nicht vertraut. Der Server hat es selbst unterschrieben."
                        + " Es ist für einen anderen Namen als „nas.lan“. Es ist abgelaufen. Es gilt für „CN=nas“, von"
                        + " 2024-01-01T00:00:00Z bis 2025-01-01T00:00:00Z. Nichts wurde gesendet. Wer weiß, dass es der"
                        + " eigene Server ist, vertraut ihm im Fenster beim Testen der Verbindung, oder an der"
                        + " Kommandozeile mit --trust-certificate=3A:1A.",
                FailureText.text(new ImageException.Unreachable(
                        "The certificate of https://nas.lan:9000 is not trusted. The server signed it itself."
                                + " It is for another name than “nas.lan”. It has expired. It was made for “CN=nas”, valid from"
                                + " 2024-01-01T00:00:00Z to 2025-01-01T00:00:00Z. Nothing was sent. If you know that this"
                                + " is your server, trust it by testing the connection in the window, or by"
                                + " --trust-certificate=3A:1A on the command line.",
                        null)));
    }

    @Test
    void whatIsNotKnownIsQuotedBehindWhatToDo() {
        assertEquals(
                "Das ist nicht gelungen. (Nobody wrote this.)",
                FailureText.text(new ImageException.Failed("Nobody wrote this.")));
        assertEquals("Nobody wrote this.", Sentences.text("Nobody wrote this."));
    }

    @Test
    void inEnglishEverythingStaysAsItIsSaid() {
        Messages.in(Locale.ENGLISH);
        assertEquals("“a” is damaged.", Sentences.text("“a” is damaged."));
        assertEquals("Nobody wrote this.", FailureText.text(new ImageException.Failed("Nobody wrote this.")));
    }

    /// Every sentence of the sources, with a name or a number where one is put in.
    private static Set<String> said() throws IOException {
        List<Path> files;
        files = FolderContent.sources(SOURCES).stream()
                .filter(file ->
                        !ELSEWHERE.contains(SOURCES.relativize(file).getName(0).toString()))
                .toList();
        var said = new TreeSet<String>();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            for (CompilationUnitTree unit : task.parse()) {
                new Speakers(said).scan(unit, null);
            }
        }
        return said;
    }

    private static final class Speakers extends TreeScanner<Void, Void> {
        private final Set<String> said;

        Speakers(Set<String> said) {
            this.said = said;
        }

        @Override
        public Void visitNewClass(NewClassTree made, @Nullable Void nothing) {
            collect(name(made.getIdentifier()), made.getArguments());
            return super.visitNewClass(made, nothing);
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree called, @Nullable Void nothing) {
            collect(name(called.getMethodSelect()), called.getArguments());
            return super.visitMethodInvocation(called, nothing);
        }

        /// A sentence may be made beside: in a constant, or by a method.
        @Override
        public Void visitVariable(VariableTree variable, @Nullable Void nothing) {
            beside(variable.getInitializer());
            return super.visitVariable(variable, nothing);
        }

        @Override
        public Void visitReturn(ReturnTree returned, @Nullable Void nothing) {
            beside(returned.getExpression());
            return super.visitReturn(returned, nothing);
        }

        private void beside(@Nullable ExpressionTree expression) {
            if (expression instanceof ConditionalExpressionTree either) {
                beside(either.getTrueExpression());
                beside(either.getFalseExpression());
            } else if (expression instanceof LiteralTree || expression instanceof BinaryTree) {
                String sample = sample(expression);
                if (SENTENCE.matcher(sample).matches()) {
                    said.add(sample);
                }
            }
        }

        private void collect(String name, List<? extends ExpressionTree> arguments) {
            if (SAY.contains(name)) {
                arguments.stream()
                        .filter(argument ->
                                literals(argument).replaceAll("\\P{L}", "").length() > 3)
                        .findFirst()
                        .ifPresent(argument -> eachOf(argument)
                                .map(Speakers::sample)
                                .filter(sample -> sample.length() > 3)
                                .forEach(said::add));
            } else if (name.equals("Signature") && arguments.size() == 3) { // in picture.NotAnImage
                said.add("“Name” " + sample(arguments.getLast()) + ".");
            }
        }

        private static Stream<ExpressionTree> eachOf(ExpressionTree tree) {
            return tree instanceof ConditionalExpressionTree either
                    ? Stream.of(either.getTrueExpression(), either.getFalseExpression())
                            .flatMap(Speakers::eachOf)
                    : Stream.of(tree);
        }

        private static String name(ExpressionTree tree) {
            return switch (tree) {
                case IdentifierTree plain -> plain.getName().toString();
                case MemberSelectTree member -> member.getIdentifier().toString();
                default -> "";
            };
        }

        private static String literals(ExpressionTree tree) {
            var parts = new ArrayList<String>();
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitLiteral(LiteralTree literal, @Nullable Void nothing) {
                    if (literal.getValue() instanceof String text) {
                        parts.add(text);
                    }
                    return null;
                }
            }.scan(tree, null);
            return String.join("", parts);
        }

        private static String sample(ExpressionTree tree) {
            return switch (tree) {
                case LiteralTree literal -> String.valueOf(literal.getValue());
                case ParenthesizedTree inner -> sample(inner.getExpression());
                case BinaryTree sum -> sample(sum.getLeftOperand()) + sample(sum.getRightOperand());
                case MethodInvocationTree call
                when name(call.getMethodSelect()).equals("format") ->
                    sample(call.getArguments().get(1)).replaceAll("%,?[ds]", "7");
                case MethodInvocationTree call when name(call.getMethodSelect()).equals("quoted") -> "“Name”";
                default -> "7";
            };
        }
    }
}
