/* src/input/frame.c - see frame.h. */
#include "input/frame.h"

void toc_frame_mark(const toc_input_data *data, toc_article *article)
{
    (void)data, (void)article;
}
