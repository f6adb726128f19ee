package dev.wireproof.rig.packetdrill.code;

import dev.wireproof.rig.packetdrill.code.CodeToken.Kind;
import dev.wireproof.rig.packetdrill.script.ScriptProblem;
import java.util.ArrayList;
import java.util.List;

/** Statements and expressions, by Python's precedence. */
final class CodeParser {
    private static final List<List<String>> LEVELS = List.of(List.of("|"), List.of("^"), List.of("&"), List.of("<<", ">>"),
            List.of("+", "-"), List.of("*", "//", "/", "%"));
    private static final List<String> COMPARISONS = List.of("==", "!=", "<", "<=", ">", ">=");

    private final List<CodeToken> tokens;
    private int at;

    private CodeParser(List<CodeToken> tokens) {
        this.tokens = tokens;
    }

    /** @throws ScriptProblem with the line */
    static List<Statement> parse(String text, int firstLine) {
        CodeParser parser = new CodeParser(CodeLexer.tokens(text, firstLine));
        List<Statement> statements = new ArrayList<>();
        while (parser.peek().kind() != Kind.END) {
            if (parser.peek().kind() == Kind.END_OF_STATEMENT) {
                parser.at++;
            } else {
                statements.add(parser.statement());
            }
        }
        return statements;
    }

    private CodeToken peek() {
        return tokens.get(at);
    }

    private boolean accept(String operator) {
        boolean is = peek().is(operator);
        at += is ? 1 : 0;
        return is;
    }

    private Statement statement() {
        int line = peek().line();
        int from = at;
        Statement s;
        if (peek().isName("assert")) {
            at++;
            Expression condition = expression();
            Expression message = accept(",") ? expression() : null;
            s = new Statement.Assert(line, text(from), condition, message);
        } else if (peek().isName("print") && tokens.get(at + 1).is("(")) {
            at += 2;
            s = new Statement.Print(line, accept(")") ? List.of() : list());
        } else if (peek().kind() == Kind.NAME && tokens.get(at + 1).kind() == Kind.OPERATOR && tokens.get(at + 1).text().endsWith("=")
                && !COMPARISONS.contains(tokens.get(at + 1).text())) {
            String name = peek().text();
            String operator = tokens.get(at + 1).text();
            at += 2;
            s = assignment(line, name, operator, expression());
        } else {
            throw ScriptProblem.unsupported(line, "the statement '" + text(from, endOfStatement()) + "' in code");
        }
        if (peek().kind() != Kind.END_OF_STATEMENT) {
            throw ScriptProblem.failed(line, "code: expected the end of the statement, found '" + peek().text() + "'");
        }
        return s;
    }

    private static Statement assignment(int line, String name, String operator, Expression value) {
        if (operator.equals("=")) {
            return new Statement.Assign(line, name, value);
        }
        String plain = operator.substring(0, operator.length() - 1);
        return new Statement.Assign(line, name, new Expression.Apply(v -> Operators.binary(plain, v[0], v[1]), new Expression.Name(name), value));
    }

    /** What follows an opening bracket: expressions with commas between them. */
    private List<Expression> list() {
        List<Expression> all = new ArrayList<>();
        do {
            all.add(expression());
        } while (accept(",") && !peek().is(")"));
        if (!accept(")")) {
            throw ScriptProblem.failed(peek().line(), "code: expected ')', found '" + peek().text() + "'");
        }
        return all;
    }

    private Expression expression() {
        Expression left = conjunction();
        while (peek().isName("or")) {
            at++;
            left = new Expression.Apply(v -> Operators.truth(v[0]) ? v[0] : v[1], left, conjunction());
        }
        return left;
    }

    private Expression conjunction() {
        Expression left = negation();
        while (peek().isName("and")) {
            at++;
            left = new Expression.Apply(v -> Operators.truth(v[0]) ? v[1] : v[0], left, negation());
        }
        return left;
    }

    private Expression negation() {
        if (peek().isName("not")) {
            at++;
            return new Expression.Apply(v -> Operators.flag(!Operators.truth(v[0])), negation());
        }
        return comparison();
    }

    /** {@code a <= x <= b} compares each pair of neighbours. */
    private Expression comparison() {
        List<Expression> parts = new ArrayList<>(List.of(binary(0)));
        List<String> operators = new ArrayList<>();
        while (peek().kind() == Kind.OPERATOR && COMPARISONS.contains(peek().text())) {
            operators.add(peek().text());
            at++;
            parts.add(binary(0));
        }
        if (operators.isEmpty()) {
            return parts.get(0);
        }
        return new Expression.Apply(v -> {
            boolean holds = true;
            for (int i = 0; i < operators.size(); i++) {
                holds &= Operators.compare(operators.get(i), v[i], v[i + 1]);
            }
            return Operators.flag(holds);
        }, parts.toArray(new Expression[0]));
    }

    private Expression binary(int level) {
        if (level == LEVELS.size()) {
            return unary();
        }
        Expression left = binary(level + 1);
        while (peek().kind() == Kind.OPERATOR && LEVELS.get(level).contains(peek().text())) {
            String operator = peek().text();
            at++;
            left = new Expression.Apply(v -> Operators.binary(operator, v[0], v[1]), left, binary(level + 1));
        }
        return left;
    }

    private Expression unary() {
        if (accept("-")) {
            return new Expression.Apply(v -> -Operators.number(v[0]), unary());
        }
        if (accept("~")) {
            return new Expression.Apply(v -> ~Operators.number(v[0]), unary());
        }
        return primary();
    }

    private Expression primary() {
        CodeToken t = peek();
        at++;
        switch (t.kind()) {
            case NUMBER -> {
                return Expression.of(number(t));
            }
            case TEXT -> {
                return Expression.of(t.text());
            }
            case NAME -> {
                if (peek().is("(")) {
                    throw ScriptProblem.unsupported(t.line(), "the function " + t.text() + " in code");
                }
                return new Expression.Name(t.text());
            }
            default -> {
                if (!t.is("(")) {
                    throw ScriptProblem.failed(t.line(), "code: expected a value, found '" + t.text() + "'");
                }
                List<Expression> parts = list();
                boolean tuple = parts.size() > 1 || tokens.get(at - 2).is(",");
                return tuple ? new Expression.Apply(List::of, parts.toArray(new Expression[0])) : parts.get(0);
            }
        }
    }

    private static Object number(CodeToken t) {
        try {
            return t.text().startsWith("0x") ? Long.parseUnsignedLong(t.text().substring(2), 16) : Long.parseLong(t.text());
        } catch (NumberFormatException e) {
            throw ScriptProblem.failed(t.line(), "code: expected a number, found '" + t.text() + "'");
        }
    }

    private int endOfStatement() {
        int end = at;
        while (tokens.get(end).kind() != Kind.END_OF_STATEMENT) {
            end++;
        }
        return end;
    }

    private String text(int from) {
        return text(from, at);
    }

    private String text(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (CodeToken t : tokens.subList(from, to)) {
            boolean tight = text.isEmpty() || text.charAt(text.length() - 1) == '(' || t.is(")") || t.is(",");
            text.append(tight ? "" : " ").append(t.kind() == Kind.TEXT ? "'" + t.text() + "'" : t.text());
        }
        return text.toString();
    }
}
