namespace Spam.Keras.Preprocessing;

/// <summary>Turns class numbers into rows of zeros and ones: Keras's <c>to_categorical</c>.</summary>
/// <remarks>Source: Keras 2.15, keras/utils/np_utils.py, to_categorical.</remarks>
public static class NumericUtils
{
    /// <summary>One row a class number, with a one at its place: (n) -> (n, classes).</summary>
    /// <param name="classes">The class numbers, from 0 up; -1 counts from the back, as NumPy does.</param>
    /// <param name="numClasses">How many classes there are; null or 0 for the highest number plus one.</param>
    /// <exception cref="KerasException">A number is outside the classes, or the number of classes cannot be told.</exception>
    public static Tensor ToCategorical(ReadOnlySpan<int> classes, int? numClasses = null)
    {
        var width = WidthFor(classes, numClasses);
        var rows = new Tensor(classes.Length, width);
        for (var i = 0; i < classes.Length; i++)
        {
            var place = classes[i] < 0 ? classes[i] + width : classes[i];
            if ((uint)place >= (uint)width)
            {
                throw new KerasException(
                    $"Class number {classes[i]} at position {i} is outside of {width} classes, 0 to {width - 1}. " +
                    "Give a larger numClasses, or number the classes from 0.");
            }

            rows.Row(i)[place] = 1;
        }

        return rows;
    }

    /// <summary>
    /// One row a class number, for class numbers of any shape: (...) -> (..., classes). Fractions are cut off; a last axis of size 1 is
    /// dropped.
    /// </summary>
    /// <inheritdoc cref="ToCategorical(ReadOnlySpan{int}, int?)"/>
    public static Tensor ToCategorical(Tensor classes, int? numClasses = null)
    {
        ArgumentNullException.ThrowIfNull(classes);

        var numbers = new int[classes.Length];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = (int)classes[i];
        var shape = classes.Rank > 1 && classes.Shape[^1] == 1 ? classes.Shape[..^1] : classes.Shape;
        var rows = ToCategorical(numbers, numClasses);
        return rows.Reshape([.. shape.Sizes, rows.Shape[1]]);
    }

    static int WidthFor(ReadOnlySpan<int> classes, int? numClasses)
    {
        if (numClasses < 0)
        {
            throw new KerasException(
                $"There cannot be {numClasses} classes. " +
                "Give a numClasses of 1 or more, or null for the highest number plus one.");
        }

        if (numClasses > 0)
            return numClasses.Value;
        if (classes.IsEmpty)
            throw new KerasException("There are no class numbers, so there is no highest one. Give numClasses.");

        var highest = int.MinValue;
        foreach (var number in classes)
            highest = Math.Max(highest, number);
        return highest is >= 0 and < int.MaxValue
            ? highest + 1
            : throw new KerasException(
                $"The highest class number is {highest}, which gives no number of classes. " +
                "Give numClasses, or number the classes from 0.");
    }
}
