package pro.jit.permission.role;

/**
 * A name for a set of rights in one application.
 *
 * @param builtIn whether every application has it and it cannot be changed or removed
 */
public record Role(String name, String title, boolean builtIn) {}
