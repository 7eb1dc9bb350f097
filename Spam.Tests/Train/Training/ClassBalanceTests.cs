using Spam.Train.Training;

namespace Spam.Tests.Train.Training;

public class ClassBalanceTests
{
    [Fact]
    public void Each_label_weighs_the_same()
    {
        // from sklearn.utils.class_weight import compute_class_weight
        // compute_class_weight("balanced", classes=np.array([0, 2, 3]), y=[0, 0, 0, 0, 2, 2, 3, 0]) -> [0.53333333, 1.33333333, 2.66666667]
        var balance = new ClassBalance(["a", "b", "c", "d"], [0, 0, 0, 0, 2, 2, 3, 0]);

        Assert.Equal([(0, 8 / 15f), (2, 4 / 3f), (3, 8 / 3f)], balance.Weights.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(["c", "2", "1.3333"], balance.ToReport().Tables[0].Rows[1]);
    }
}
