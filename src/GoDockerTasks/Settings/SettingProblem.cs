namespace GoDockerTasks.Settings;

/// <summary>Something that is wrong with the settings.</summary>
/// <param name="Key">The setting whose value is not accepted; null where a name is not known, or settings do not go together.</param>
/// <param name="Text">What is wrong, where, and what is accepted, without secrets.</param>
public sealed record SettingProblem(string? Key, string Text);
