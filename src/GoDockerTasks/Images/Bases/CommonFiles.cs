namespace GoDockerTasks.Images;

/// <summary>The files that every home-made base image has.</summary>
internal static class CommonFiles
{
    /// <summary>The user and group that distroless images run as where they do not run as root.</summary>
    public const int NonRoot = 65532;

    private const int Nobody = 65534;

    /// <summary>Puts them in.</summary>
    /// <param name="files">The image.</param>
    /// <param name="certificates">The CA certificates of this machine.</param>
    public static void Write(RootFileSystem files, string certificates)
    {
        files.Folder("bin");
        files.Folder("etc");
        files.Folder("etc/ssl");
        files.Folder("etc/ssl/certs");
        files.File("etc/ssl/certs/ca-certificates.crt", certificates);
        files.Text("etc/passwd", $"root:x:0:0:root:/root:/bin/sh\nnobody:x:{Nobody}:{Nobody}:nobody:/nonexistent:/bin/false\nnonroot:x:{NonRoot}:{NonRoot}:nonroot:/home/nonroot:/bin/false\n");
        files.Text("etc/group", $"root:x:0:\nnogroup:x:{Nobody}:\nnonroot:x:{NonRoot}:\n");
        files.Text("etc/nsswitch.conf", "hosts: files dns\n");
        files.Text("etc/os-release", "NAME=\"Assembled locally\"\nID=local\n");
        files.Folder("home");
        files.Folder("home/nonroot", RootFileSystem.FolderMode, NonRoot);
        files.Folder("root");
        files.Folder("tmp", RootFileSystem.SharedMode);
        files.Folder("usr");
        files.Folder("var");
        files.Folder("var/tmp", RootFileSystem.SharedMode);
    }
}
