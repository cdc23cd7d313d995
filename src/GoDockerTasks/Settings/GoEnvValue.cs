namespace GoDockerTasks.Settings;

/// <summary>A variable of Go as one of its configuration files has it.</summary>
/// <param name="Value">The value; empty means "not set", as in Go.</param>
/// <param name="File">The full path of the file.</param>
/// <param name="IsUsers">Whether it is the user's file, and not the one that belongs to the installation.</param>
public sealed record GoEnvValue(string Value, string File, bool IsUsers);
