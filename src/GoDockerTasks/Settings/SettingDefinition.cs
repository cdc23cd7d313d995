namespace GoDockerTasks.Settings;

/// <summary>One setting: its names, what it takes, and how a value gets into the record.</summary>
/// <param name="Key">The name in cake.config under <c>[GoDocker]</c>, and in <c>CAKE_GODOCKER_…</c>.</param>
/// <param name="Accepts">What it takes, as in "it takes …".</param>
/// <param name="Default">Its default, in words.</param>
/// <param name="Summary">What it does, in one sentence.</param>
/// <param name="Apply">Puts values into the settings; throws <see cref="SettingFormatException"/> for a bad one.</param>
public sealed record SettingDefinition(
    string Key,
    string Accepts,
    string Default,
    string Summary,
    Func<ServiceSettings, SettingValue, ServiceSettings> Apply)
{
    /// <summary>Gets the short argument; null when there is only <c>--godocker_key</c>.</summary>
    public string? Argument { get; init; }

    /// <summary>Gets the standard variables that set it too, strongest first.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];
}
