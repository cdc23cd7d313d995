using Cake.Core;
using Cake.Core.Diagnostics;
using GoDockerTasks.Reporting;

namespace Cake.GoDocker;

/// <summary>Shows what a run says on Cake's console, in the form that a terminal or the CI system wants.</summary>
/// <param name="console">Cake's console.</param>
/// <param name="log">Cake's log, whose verbosity counts.</param>
/// <param name="ci">The CI system.</param>
/// <param name="time">The clock that keeps progress from flooding a log.</param>
public sealed class CakeRunLog(IConsole console, ICakeLog log, CiSystem ci, TimeProvider time) : IRunLog
{
    // A CI log grows with every line; a person at a terminal wants to see movement.
    private static readonly TimeSpan QuietInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LiveInterval = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly bool _live = ci == CiSystem.None && !System.Console.IsOutputRedirected && console.SupportAnsiEscapeCodes;
    private long _lastProgress = long.MinValue;
    private bool _progressShown;

    /// <inheritdoc />
    public void Write(RunMessage message)
    {
        lock (_lock)
        {
            var harmless = ci == CiSystem.None ? message : message with { Text = CiCommands.Defuse(message.Text) };
            if (message.Kind == MessageKind.Progress)
            {
                ShowProgress(harmless.Text);
                return;
            }

            ClearProgress();
            Show(harmless);
        }
    }

    private void Show(RunMessage message)
    {
        switch (message.Kind)
        {
            case MessageKind.Detail:
                log.Verbose("{0}", message.Text);
                break;
            case MessageKind.GroupStart:
                Line(CiCommands.GroupStart(ci, message.Text));
                break;
            case MessageKind.GroupEnd:
                Line(CiCommands.GroupEnd(ci));
                break;
            case MessageKind.Warning:
                Line(CiCommands.Annotation(ci, message, code: null));
                log.Warning("{0}", message.Text);
                break;
            case MessageKind.Error:
                Line(CiCommands.Annotation(ci, message, Code(message.Text)));
                break;
            default:
                log.Information("{0}", message.Text);
                break;
        }
    }

    private void Line(string? text)
    {
        if (text is not null && log.Verbosity > Verbosity.Quiet)
        {
            console.WriteLine("{0}", text);
        }
    }

    private void ShowProgress(string text)
    {
        var now = time.GetTimestamp();
        if (log.Verbosity < Verbosity.Normal
            || (_lastProgress != long.MinValue
                && time.GetElapsedTime(_lastProgress, now) < (_live ? LiveInterval : QuietInterval)))
        {
            return;
        }

        _lastProgress = now;
        if (_live)
        {
            _progressShown = true;
            console.Write("{0}", $"\r\e[K{text}");
        }
        else
        {
            log.Information("{0}", text);
        }
    }

    private void ClearProgress()
    {
        if (_progressShown)
        {
            console.Write("{0}", "\r\e[K");
            _progressShown = false;
        }
    }

    private static string? Code(string text) =>
        text.StartsWith("GDT", StringComparison.Ordinal) && text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
            ? text[..colon]
            : null;
}
