using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GoDockerTasks.TestSupport;

/// <summary>The network of another process.</summary>
/// <remarks>A socket belongs for ever to the network of the thread that made it, whoever uses it later: see setns(2).</remarks>
internal static partial class NetworkNamespace
{
    private const int NetworkOnly = 0x40000000;

    /// <summary>Opens something in there, such as a server.</summary>
    public static T Open<T>(int process, Func<T> open)
    {
        T opened = default!;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                using var network = File.OpenHandle($"/proc/{process}/ns/net");
                Enter(network);
                opened = open();
            }
            catch (Exception e)
            {
                failure = e;
            }
        });
        thread.Start();
        thread.Join();

        return failure is null ? opened : throw new InvalidOperationException("Nothing could be opened in the other network.", failure);
    }

    private static void Enter(SafeFileHandle network)
    {
        if (SetNamespace(network, NetworkOnly) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int SetNamespace(SafeFileHandle handle, int kind);
}
