using Spam.Train.Data;

namespace Spam.Tests.Train.Data;

public class BundledDataTests
{
    [Fact]
    public void It_is_found_from_a_folder_below()
    {
        var path = BundledData.Find(AppContext.BaseDirectory);

        Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, path)));
    }

    [Fact]
    public void Outside_the_repository_the_programs_own_copy_is_taken()
    {
        var path = BundledData.Find(Path.GetPathRoot(AppContext.BaseDirectory)!);

        Assert.Equal(Path.Combine(AppContext.BaseDirectory, BundledData.RelativePath), path);
        Assert.True(File.Exists(path));
    }
}
