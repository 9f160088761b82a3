package dev.vitrine;

/// Picks the front door: the window when there are no arguments.
public final class Main {
    private Main() {
    }

    public static void main(String[] args) {
        System.out.println("Vitrine");
    }
}
