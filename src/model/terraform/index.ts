export { armView } from './arm-view.ts';
export { terraformModel } from './model.ts';
