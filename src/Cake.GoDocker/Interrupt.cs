using System.Runtime.InteropServices;

namespace Cake.GoDocker;

/// <summary>Turns Ctrl-C, SIGTERM and SIGHUP (the terminal was closed) into a cancellation, so that steps end what they started and clean up.</summary>
public sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>Initializes a new instance of the <see cref="Interrupt"/> class and starts to listen.</summary>
    public Interrupt() =>
        _registrations = [Register(PosixSignal.SIGINT), Register(PosixSignal.SIGTERM), Register(PosixSignal.SIGHUP)];

    /// <summary>Gets the token that the first signal cancels; the second ends the process at once.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    private PosixSignalRegistration Register(PosixSignal signal) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            if (!_source.IsCancellationRequested)
            {
                context.Cancel = true;
                _source.Cancel();
            }
        });
}
