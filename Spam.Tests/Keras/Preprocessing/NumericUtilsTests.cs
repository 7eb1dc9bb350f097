using Spam.Keras;
using Spam.Keras.Preprocessing;

namespace Spam.Tests.Keras.Preprocessing;

public class NumericUtilsTests
{
    [Fact]
    public void Each_class_number_becomes_a_row_with_a_one_in_it()
    {
        var rows = NumericUtils.ToCategorical([2, 0, -1]);

        Assert.Equal(new Shape(3, 3), rows.Shape);
        Near.Equal([0, 0, 1, 1, 0, 0, 0, 0, 1], rows.Span, tolerance: 0);
    }

    [Fact]
    public void Class_numbers_outside_are_answered_with_the_fix()
    {
        AssertRefused(
            "Class number 3 at position 1 is outside of 3 classes, 0 to 2. Give a larger numClasses, or number the classes from 0.",
            () => NumericUtils.ToCategorical([0, 3], 3));
        AssertRefused("There are no class numbers, so there is no highest one. Give numClasses.", () => NumericUtils.ToCategorical([]));
        AssertRefused(
            "There cannot be -1 classes. Give a numClasses of 1 or more, or null for the highest number plus one.",
            () => NumericUtils.ToCategorical([0], -1));
        AssertRefused(
            "The highest class number is -2, which gives no number of classes. Give numClasses, or number the classes from 0.",
            () => NumericUtils.ToCategorical([-2]));
        AssertRefused(
            "The highest class number is 2147483647, which gives no number of classes. Give numClasses, or number the classes from 0.",
            () => NumericUtils.ToCategorical([int.MaxValue]));
    }

    static void AssertRefused(string message, Func<object> action) => Assert.Equal(message, Assert.Throws<KerasException>(action).Message);
}
