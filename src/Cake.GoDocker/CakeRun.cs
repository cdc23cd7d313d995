using Cake.Core;
using Cake.Core.Diagnostics;
using GoDockerTasks.Errors;
using GoDockerTasks.Pipeline;
using GoDockerTasks.Reporting;
using GoDockerTasks.Settings;

namespace Cake.GoDocker;

/// <summary>One run of the steps inside Cake: its state, its end, its report. Aliases and Frosting tasks share it.</summary>
public sealed class CakeRun : IDisposable
{
    private readonly ICakeContext _context;
    private readonly SettingsInput _input;
    private readonly CiSystem _ci;
    private readonly string _target;
    private readonly Interrupt _interrupt = new();
    private readonly long _started = TimeProvider.System.GetTimestamp();
    private ServiceBuild? _build;
    private ServiceDoctor? _doctor;

    /// <summary>Initializes a new instance of the <see cref="CakeRun"/> class and starts to listen for Ctrl-C.</summary>
    /// <param name="context">The Cake context.</param>
    /// <param name="target">What was asked for, for the report.</param>
    public CakeRun(ICakeContext context, string target)
    {
        (_context, _target) = (context, target);
        _input = CakeSettingsInput.From(context);
        _ci = CiCommands.Detect(_input.Environment);
    }

    /// <summary>Gets what the steps have given so far.</summary>
    public RunState State { get; } = new();

    /// <summary>Gets the token that Ctrl-C, SIGTERM and a terminal that is closed cancel.</summary>
    public CancellationToken Cancellation => _interrupt.Token;

    /// <summary>Gets the steps, with settings that are read and checked at the first use.</summary>
    /// <exception cref="GoDockerException">The settings are not valid (<c>GDT2001</c>).</exception>
    public ServiceBuild Build => _build ??= Create(SettingsReader.Read(_input));

    /// <summary>Gets what checks the way to an image; the settings need not be valid for it.</summary>
    public ServiceDoctor Doctor => _doctor ??= new(_input, TimeProvider.System);

    /// <summary>Runs steps from beginning to end, for a caller that has no tasks.</summary>
    /// <param name="configure">Gives the settings to run with, from those that were read.</param>
    /// <param name="steps">The steps.</param>
    /// <returns>What they gave.</returns>
    /// <exception cref="CakeException">A step failed; message and exit code say why.</exception>
    public RunState Execute(
        Func<ServiceSettings, ServiceSettings> configure, Func<ServiceBuild, RunState, CancellationToken, Task> steps)
    {
        try
        {
            _build = Create(configure(SettingsReader.Read(_input)));
            steps(_build, State, Cancellation).GetAwaiter().GetResult();
            Succeed();
            return State;
        }
        catch (Exception e)
        {
            throw Fail(e);
        }
    }

    /// <summary>Ends a run that did what it was asked to. A run in which none of our steps had a part leaves no report.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled, and its last task did not look.</exception>
    public void Succeed()
    {
        Cancellation.ThrowIfCancellationRequested();
        if (_build is not null)
        {
            WriteReport(RunOutcome.Succeeded);
        }
    }

    /// <summary>Ends a run that did not.</summary>
    /// <param name="exception">What ended it.</param>
    /// <returns>The exception that makes Cake say so, and exit with the right code.</returns>
    public Exception Fail(Exception exception)
    {
        var cause = Unwrap(exception);
        if (cause is CakeException { ExitCode: not 0 } && !Cancellation.IsCancellationRequested)
        {
            // A task of the host's own failed: its message and its exit code are its business.
            State.Failure = new(ErrorKinds.HostTaskFailed, cause.Message, cause);
            WriteReport(RunOutcome.Failed, ((CakeException)cause).ExitCode);
            return exception;
        }

        State.Failure = Cancellation.IsCancellationRequested
            ? new GoDockerException(ErrorKinds.Cancelled, $"target {_target}", exception)
            : cause as GoDockerException
                ?? new GoDockerException(
                    cause is IOException or UnauthorizedAccessException ? ErrorKinds.FileNotUsable : ErrorKinds.Unexpected, cause.Message, exception);
        WriteReport(State.Failure.Kind == ErrorKinds.Cancelled ? RunOutcome.Cancelled : RunOutcome.Failed);
        var message = Harmless(State.Failure.Message);
        if (CiCommands.Annotation(_ci, new(MessageKind.Error, message, State.Failure.File, State.Failure.Line), State.Failure.Kind.Code) is { } line)
        {
            Console.WriteLine("{0}", line);
        }

        return new CakeException((int)State.Failure.ExitCode, message, exception);
    }

    /// <inheritdoc />
    public void Dispose() => _interrupt.Dispose();

    private IConsole Console => (IConsole)_context.ServiceProvider.GetService(typeof(IConsole))!;

    private ServiceBuild Create(ServiceSettings settings)
    {
        var log = new CakeRunLog(Console, _context.Log, _ci, TimeProvider.System);
        foreach (var warning in SettingsReader.Misspelt(_input))
        {
            log.Warning(warning);
        }

        return ServiceBuild.Create(settings, _input.Environment, log, TimeProvider.System);
    }

    // Cake puts the report of the tasks, reflection and several tasks at once around what was thrown.
    private static Exception Unwrap(Exception exception)
    {
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            // What is below the refusal of a file no longer names the file.
            if (inner is GoDockerException or UnauthorizedAccessException)
            {
                return inner;
            }
        }

        return exception.GetBaseException();
    }

    private string Harmless(string text)
    {
        var redacted = (_build?.Redactor ?? _doctor?.Redactor)?.Redact(text) ?? text;
        return _ci == CiSystem.None ? redacted : CiCommands.Defuse(redacted);
    }

    private void WriteReport(RunOutcome outcome, int? exitCode = null)
    {
        var path = _build?.Settings.Report ?? SettingsReader.ReadLeniently(_input).Report;
        var report = ReportBuilder.Build(_target, outcome, TimeProvider.System.GetElapsedTime(_started), State, _build?.Settings) with
        {
            ExitCode = exitCode ?? (int)(State.Failure?.ExitCode ?? ExitCode.Succeeded),
        };
        try
        {
            new ReportWriter(_build?.Redactor ?? _doctor?.Redactor ?? new Redactor([])).Write(report, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _context.Log.Warning("The report could not be written to {0}: {1}", path, e.Message);
        }
    }
}
