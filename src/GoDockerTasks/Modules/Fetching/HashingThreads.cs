using System.Collections.Concurrent;

namespace GoDockerTasks.Modules;

/// <summary>As many threads as there are processors, for hashing alone.</summary>
/// <remarks>On the pool's few threads hashing would keep answers waiting that have long arrived.</remarks>
internal sealed class HashingThreads : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];

    /// <summary>Initializes a new instance of the <see cref="HashingThreads"/> class and starts the threads.</summary>
    public HashingThreads()
    {
        for (var i = 0; i < Environment.ProcessorCount; i++)
        {
            new Thread(Run) { IsBackground = true, Name = "hashing" }.Start();
        }
    }

    /// <summary>Does something on one of the threads.</summary>
    /// <param name="action">What to do; it stops by itself when the token is cancelled.</param>
    /// <param name="cancellationToken">Keeps it from being begun.</param>
    /// <returns>A task that ends as the action does.</returns>
    public Task RunAsync(Action action, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(
            () =>
            {
                try
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    action();
                    done.SetResult();
                }
                catch (OperationCanceledException e)
                {
                    done.SetCanceled(e.CancellationToken);
                }
                catch (Exception e)
                {
                    done.SetException(e);
                }
            },
            cancellationToken);

        return done.Task;
    }

    /// <inheritdoc />
    public void Dispose() => _work.CompleteAdding();

    private void Run()
    {
        foreach (var action in _work.GetConsumingEnumerable())
        {
            action();
        }
    }
}
