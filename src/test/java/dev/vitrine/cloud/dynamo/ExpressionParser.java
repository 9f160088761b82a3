package dev.vitrine.cloud.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.cloud.dynamo.Operand.AttributeOperand;
import dev.vitrine.cloud.dynamo.Update.Action;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads one expression, by recursive descent: conditions, updates and projections.
final class ExpressionParser {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*([#:]?[a-zA-Z0-9_]+|<=|>=|<>|[=<>(),.\\[\\]+-]|\\S)|\\s+$");
    private static final Pattern IDENTIFIER = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Set<String> COMPARATORS = Set.of("=", "<>", "<", "<=", ">", ">=");
    private static final Set<String> ORDERED = Set.of("<", "<=", ">", ">=", "BETWEEN");
    private static final Set<String> KEYWORDS = Set.of("AND", "OR", "NOT", "BETWEEN", "IN");
    private static final Map<String, Integer> TESTS = Map.of(
            "attribute_exists", 1, "attribute_not_exists", 1, "attribute_type", 2, "begins_with", 2, "contains", 2);

    /// As Amazon publishes them, in the developer guide under “Reserved words in DynamoDB”.
    private static final Set<String> RESERVED = reserved();

    private static final String END = "<EOF>";

    private final List<String> tokens = new ArrayList<>();
    private final ExpressionAliases aliases;
    private int next;

    private ExpressionParser(String text, ExpressionAliases aliases) {
        this.aliases = aliases;
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1) != null) {
                tokens.add(matcher.group(1));
            }
        }
    }

    /// @param member the name of the expression in the request
    static Condition condition(String member, String text, ExpressionAliases aliases) {
        var parser = new ExpressionParser(text, aliases);
        return parser.whole(member, parser::disjunction);
    }

    static Update update(String member, String text, ExpressionAliases aliases) {
        var parser = new ExpressionParser(text, aliases);
        return parser.whole(member, parser::sections);
    }

    static List<DocumentPath> projection(String member, String text, ExpressionAliases aliases) {
        var parser = new ExpressionParser(text, aliases);
        return parser.whole(member, () -> {
            List<DocumentPath> paths = parser.list(parser::path);
            DocumentPath.checkApart(paths);
            return paths;
        });
    }

    private <T> T whole(String member, Supplier<T> rule) {
        try {
            if (tokens.isEmpty()) {
                throw DynamoError.validation("The expression can not be empty;");
            }
            T parsed = rule.get();
            if (!peek().equals(END)) {
                throw syntaxError();
            }
            return parsed;
        } catch (DynamoError e) {
            throw DynamoError.validation("Invalid " + member + ": " + e.getMessage());
        }
    }

    private Condition disjunction() {
        Condition first = conjunction();
        return isKeyword("OR") ? new Condition.Or(first, disjunction()) : first;
    }

    private Condition conjunction() {
        Condition first = negation();
        return isKeyword("AND") ? new Condition.And(first, conjunction()) : first;
    }

    private Condition negation() {
        return isKeyword("NOT") ? new Condition.Not(negation()) : test();
    }

    private Condition test() {
        if (peek().equals("(") && !isOperandInParentheses()) {
            checkNotRedundant();
            expect("(");
            Condition inner = disjunction();
            expect(")");
            return inner;
        }
        if (isFunction() && TESTS.containsKey(peek())) {
            return function();
        }
        Operand first = operand();
        if (COMPARATORS.contains(peek())) {
            String operator = take();
            return compared(operator, List.of(first, operand()));
        }
        if (isKeyword("BETWEEN")) {
            Operand low = operand();
            if (!isKeyword("AND")) {
                throw syntaxError();
            }
            return compared("BETWEEN", List.of(first, low, operand()));
        }
        if (isKeyword("IN")) {
            expect("(");
            List<Operand> operands = new ArrayList<>(List.of(first));
            operands.addAll(list(this::operand));
            expect(")");
            return compared("IN", operands);
        }
        if (first instanceof Operand.Size) {
            throw misused("size");
        }
        throw syntaxError();
    }

    private static Condition compared(String operator, List<Operand> operands) {
        checkDistinct(operator, operands);
        if (ORDERED.contains(operator)) {
            operands.forEach(
                    operand -> requireType(operand, AttributeValues.SCALARS, "operator or function: " + operator));
        }
        if (operator.equals("BETWEEN")
                && operands.get(1) instanceof Operand.Literal(JsonNode low)
                && operands.get(2) instanceof Operand.Literal(JsonNode high)) {
            if (!AttributeValues.isOrdered(low, high)) {
                throw DynamoError.validation("The BETWEEN operator requires same data type for lower and upper bounds; "
                        + bounds(low, high));
            }
            if (AttributeValues.compare(low, high) > 0) {
                throw DynamoError.validation(
                        "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; "
                                + bounds(low, high));
            }
        }
        return new Condition.Test(operator, operands);
    }

    private static String bounds(JsonNode low, JsonNode high) {
        return "lower bound operand: " + shown(low) + ", upper bound operand: " + shown(high);
    }

    private static String shown(JsonNode value) {
        return "AttributeValue: {" + AttributeValues.type(value) + ":"
                + AttributeValues.content(value).asText() + "}";
    }

    private static void checkDistinct(String operator, List<Operand> operands) {
        if (operands.size() == 2
                && operands.getFirst() instanceof AttributeOperand(DocumentPath path)
                && operands.getFirst().equals(operands.getLast())) {
            throw DynamoError.validation("The first operand must be distinct from the remaining operands for this "
                    + "operator or function; operator: " + operator + ", first operand: " + path);
        }
    }

    private static void requireType(Operand operand, Set<String> types, String of) {
        String type = operand.knownType();
        if (!type.isEmpty() && !types.contains(type)) {
            throw DynamoError.validation(
                    "Incorrect operand type for operator or function; " + of + ", operand type: " + type);
        }
    }

    private Condition function() {
        String name = take();
        List<Operand> operands = arguments(name, TESTS.get(name));
        checkDistinct(name, operands);
        String of = "operator or function: " + name;
        switch (name) {
            case "attribute_exists", "attribute_not_exists" -> requirePath(name, operands.getFirst());
            case "begins_with" -> operands.forEach(operand -> requireType(operand, Set.of("S", "B"), of));
            case "attribute_type" -> {
                requireType(operands.getLast(), Set.of("S"), of);
                checkTypeName(operands.getLast());
            }
            default -> {}
        }
        if (isCompared(next)) {
            throw misused(name);
        }
        return new Condition.Test(name, operands);
    }

    private static void checkTypeName(Operand operand) {
        if (operand instanceof Operand.Literal(JsonNode value)
                && !AttributeValues.TYPES.contains(value.get("S").asText())) {
            throw DynamoError.validation("Invalid attribute type name found; type: "
                    + value.get("S").asText() + ", valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}");
        }
    }

    private List<Operand> arguments(String name, int count) {
        expect("(");
        List<Operand> operands = list(this::operand);
        expect(")");
        if (operands.size() != count) {
            throw DynamoError.validation("Incorrect number of operands for operator or function; "
                    + "operator or function: " + name + ", number of operands: " + operands.size());
        }
        return operands;
    }

    private static DocumentPath requirePath(String name, Operand operand) {
        if (operand instanceof AttributeOperand(DocumentPath path)) {
            return path;
        }
        throw DynamoError.validation("Operator or function requires a document path; operator or function: " + name);
    }

    private Operand operand() {
        if (peek().equals("(")) {
            checkNotRedundant();
            expect("(");
            Operand inner = operand();
            expect(")");
            return inner;
        }
        if (isFunction()) {
            String name = take();
            if (name.equals("size")) {
                Operand of = arguments(name, 1).getFirst();
                if (Operand.Size.NONE.contains(of.knownType())) {
                    requireType(of, Set.of(), "operator or function: size");
                }
                return new Operand.Size(of);
            }
            throw TESTS.containsKey(name) ? misused(name) : unknownFunction(name);
        }
        return peek().startsWith(":") ? new Operand.Literal(aliases.value(take())) : new AttributeOperand(path());
    }

    private static DynamoError misused(String name) {
        return DynamoError.validation(
                "The function is not allowed to be used this way in an expression; function: " + name);
    }

    private static DynamoError unknownFunction(String name) {
        return DynamoError.validation("Invalid function name; function: " + name);
    }

    private Update sections() {
        List<Action> actions = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        do {
            String section = take().toUpperCase(Locale.ROOT);
            switch (section) {
                case "SET" -> actions.addAll(list(this::set));
                case "REMOVE" -> actions.addAll(list(() -> new Action.Remove(path())));
                case "ADD" -> actions.addAll(list(() -> new Action.Add(path(), collection("ADD"))));
                case "DELETE" -> actions.addAll(list(() -> new Action.Delete(path(), collection("DELETE"))));
                default -> {
                    next--;
                    throw syntaxError();
                }
            }
            if (!seen.add(section)) {
                throw DynamoError.validation(
                        "The \"" + section + "\" section can only be used once in an update expression;");
            }
        } while (!peek().equals(END));
        var update = new Update(actions);
        DocumentPath.checkApart(update.paths());
        return update;
    }

    private Action set() {
        DocumentPath path = path();
        expect("=");
        return new Action.Set(path, sum());
    }

    private Operand sum() {
        Operand first = term();
        if (!peek().equals("+") && !peek().equals("-")) {
            return first;
        }
        String operator = take();
        Operand second = term();
        for (Operand each : List.of(first, second)) {
            requireType(each, Set.of("N"), "operator or function: " + operator);
        }
        return new Operand.Sum(first, operator.equals("-"), second);
    }

    private Operand term() {
        if (peek().equals("(")) {
            expect("(");
            Operand inner = sum();
            expect(")");
            return inner;
        }
        if (!isFunction()) {
            return peek().startsWith(":") ? new Operand.Literal(aliases.value(take())) : new AttributeOperand(path());
        }
        String name = take();
        if (!name.equals("if_not_exists") && !name.equals("list_append")) {
            throw unknownFunction(name);
        }
        expect("(");
        List<Operand> operands = list(this::term);
        expect(")");
        if (operands.size() != 2) {
            throw DynamoError.validation("Incorrect number of operands for operator or function; "
                    + "operator or function: " + name + ", number of operands: " + operands.size());
        }
        if (name.equals("if_not_exists")) {
            return new Operand.IfNotExists(requirePath(name, operands.getFirst()), operands.getLast());
        }
        operands.forEach(each -> requireType(each, Set.of("L"), "operator or function: " + name));
        return new Operand.ListAppend(operands.getFirst(), operands.getLast());
    }

    /// A set, or the number that ADD takes too.
    private JsonNode collection(String section) {
        if (!peek().startsWith(":")) {
            throw syntaxError();
        }
        JsonNode value = aliases.value(take());
        String type = AttributeValues.type(value);
        if (!type.endsWith("S") || type.length() == 1) {
            if (!section.equals("ADD") || !type.equals("N")) {
                throw DynamoError.validation("Incorrect operand type for operator or function; operator: " + section
                        + ", operand type: " + longName(type));
            }
        }
        return value;
    }

    private static String longName(String type) {
        return switch (type) {
            case "S" -> "STRING";
            case "N" -> "NUMBER";
            case "B" -> "BINARY";
            case "BOOL" -> "BOOLEAN";
            case "L" -> "LIST";
            case "M" -> "MAP";
            default -> type;
        };
    }

    private DocumentPath path() {
        List<DocumentPath.Step> steps = new ArrayList<>(List.of(name()));
        while (true) {
            if (peek().equals(".")) {
                take();
                steps.add(name());
            } else if (peek().equals("[")) {
                take();
                if (!DIGITS.matcher(peek()).matches()) {
                    throw syntaxError();
                }
                steps.add(new DocumentPath.Step.Place(Integer.parseInt(take())));
                expect("]");
            } else {
                return new DocumentPath(steps);
            }
        }
    }

    private DocumentPath.Step.Name name() {
        if (peek().startsWith("#") && peek().length() > 1) {
            return new DocumentPath.Step.Name(aliases.name(take()));
        }
        if (!IDENTIFIER.matcher(peek()).matches() || KEYWORDS.contains(peek().toUpperCase(Locale.ROOT))) {
            throw syntaxError();
        }
        if (RESERVED.contains(peek().toUpperCase(Locale.ROOT))) {
            throw DynamoError.validation("Attribute name is a reserved keyword; reserved keyword: " + peek());
        }
        return new DocumentPath.Step.Name(take());
    }

    private <T> List<T> list(Supplier<? extends T> element) {
        List<T> all = new ArrayList<>(List.of(element.get()));
        while (peek().equals(",")) {
            take();
            all.add(element.get());
        }
        return all;
    }

    private boolean isFunction() {
        return IDENTIFIER.matcher(peek()).matches()
                && next + 1 < tokens.size()
                && tokens.get(next + 1).equals("(")
                && !KEYWORDS.contains(peek().toUpperCase(Locale.ROOT));
    }

    /// `(a) = :b`, unlike `(a = :b)`.
    private boolean isOperandInParentheses() {
        return isCompared(closing(next) + 1);
    }

    private boolean isCompared(int at) {
        return at < tokens.size()
                && (COMPARATORS.contains(tokens.get(at))
                        || Set.of("BETWEEN", "IN").contains(tokens.get(at).toUpperCase(Locale.ROOT)));
    }

    private void checkNotRedundant() {
        if (next + 1 < tokens.size() && tokens.get(next + 1).equals("(") && closing(next + 1) + 1 == closing(next)) {
            throw DynamoError.validation("The expression has redundant parentheses;");
        }
    }

    private int closing(int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += tokens.get(i).equals("(") ? 1 : tokens.get(i).equals(")") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return tokens.size();
    }

    /// Takes the keyword if it is the next token.
    private boolean isKeyword(String keyword) {
        if (!peek().equalsIgnoreCase(keyword)) {
            return false;
        }
        next++;
        return true;
    }

    private String peek() {
        return next < tokens.size() ? tokens.get(next) : END;
    }

    private String take() {
        String token = peek();
        next++;
        return token;
    }

    private void expect(String token) {
        if (!peek().equals(token)) {
            throw syntaxError();
        }
        next++;
    }

    private DynamoError syntaxError() {
        int end = Math.min(tokens.size(), next + 2);
        return DynamoError.validation("Syntax error; token: \"" + peek() + "\", near: \""
                + String.join(" ", tokens.subList(Math.clamp(next - 1L, 0, end), end)) + "\"");
    }

    private static Set<String> reserved() {
        try (InputStream in =
                Objects.requireNonNull(ExpressionParser.class.getResourceAsStream("reserved-words.txt"))) {
            return Set.of(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .split("\\s+"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
