using System.Runtime.InteropServices;

namespace GoDockerTasks.Io;

/// <summary>A second name for a file, or a copy where the file system has no such thing.</summary>
public static partial class HardLinks
{
    /// <summary>Makes a second name for a file; copies it where that cannot be.</summary>
    /// <param name="existing">The file.</param>
    /// <param name="name">The new name, in a folder that exists.</param>
    /// <exception cref="IOException">Neither works.</exception>
    public static void LinkOrCopy(string existing, string name)
    {
        if (!(OperatingSystem.IsWindows() ? CreateHardLink(name, existing, 0) : Link(existing, name) == 0))
        {
            File.Copy(existing, name);
        }
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string name);

    [LibraryImport("kernel32", EntryPoint = "CreateHardLinkW", StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CreateHardLink(string name, string existing, nint reserved);
}
