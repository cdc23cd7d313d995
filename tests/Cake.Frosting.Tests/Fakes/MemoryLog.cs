using Cake.Core.Diagnostics;

namespace Cake.Frosting.Tests.Fakes;

/// <summary>Keeps what was logged, whatever the verbosity, and that verbosity.</summary>
internal sealed class MemoryLog : ICakeLog
{
    public Verbosity Verbosity { get; set; } = Verbosity.Normal;

    public List<(LogLevel Level, string Text)> Entries { get; } = [];

    public string Errors => string.Join('\n', Entries.Where(entry => entry.Level == LogLevel.Error).Select(entry => entry.Text));

    public string Text => string.Join('\n', Entries.Select(entry => entry.Text));

    public void Write(Verbosity verbosity, LogLevel level, string format, params object[] args) =>
        Entries.Add((level, args is [] ? format : string.Format(null, format, args)));
}
