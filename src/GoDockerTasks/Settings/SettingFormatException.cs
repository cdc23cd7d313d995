namespace GoDockerTasks.Settings;

/// <summary>A value that its setting does not take. The reader turns it into one line of <c>GDT2001</c>.</summary>
/// <param name="why">What is wrong with it, where "it takes …" does not say enough.</param>
public sealed class SettingFormatException(string? why = null) : FormatException(why)
{
    /// <summary>Gets what is wrong with the value; null when what the setting takes says it all.</summary>
    public string? Why { get; } = why;
}
